package files

// withoutWaiting is nothing here: opening does not wait.
const withoutWaiting = 0
