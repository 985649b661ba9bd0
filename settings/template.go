package settings

// template is a settings file in which every key is commented out with its
// default.
func template() string {
	return `# Settings of Halfday. A line that begins with # is a comment: take the # away
# to change a setting. Halfday reads this file again as soon as it is saved.

# When to remind before a console session ends: up to five times between "1m"
# and "6h". [] never reminds.
# remind = ["15m"]

# Length of a console session: whole hours, "1h" to "12h".
# session_length = "12h"

# Keep the role's credentials in memory while they last, so that the console
# opens again without a new MFA code. They are never written to disk.
# keep_credentials = true

# What it takes to open a console again with these: "ask" asks whether it was you
# (unless you gave a code or a yes for the role less than 10 minutes ago), "code"
# takes a new MFA code each time, "free" takes nothing. Roles in production are
# asked about each time at least. What is milder holds from the next code on.
# reopen = "ask"

# Keep them while the screen is locked and while the machine sleeps.
# keep_when_locked = false

# Sign the browser out of AWS before signing in, for browsers without AWS's
# multi-session support ("You must first log out").
# sign_out_first = false

# Start Halfday at login.
# start_at_login = false

# Show the time left beside the icon, on macOS and on GNOME.
# time_in_menu_bar = false

# The proxy by which AWS is reached, such as "http://proxy.example:8080", where the
# environment (HTTPS_PROXY) names none. "" is the system's, "none" none.
# proxy = ""

# A file of certificates (PEM) that are trusted, for a company's own, where neither
# AWS_CA_BUNDLE nor the profile's ca_bundle names one.
# ca_bundle = ""

# Ask once a week whether there is a newer Halfday: one request for one small
# signed file. Nothing is installed, and nothing is said about you.
# check_for_updates = false

# "en" or "ja"; "" follows the system.
# language = ""

# Where a console that has ended leads back to, as AWS is told: an address of
# yours, or just a name. "" is the role in Halfday's page.
# issuer = ""

# How many lines the first level of the menu has, and how many roles are listed
# there one by one before they go into a submenu. 0 is what fits the desktop: 10
# and 6 on GNOME, whose menus do not scroll, 18 and 12 elsewhere.
# menu_lines = 0
# flat_roles = 0

# What the roles are grouped by in that submenu: "prefix" (of the
# name), "account", "source_profile" or "none"; "" takes what fits.
# group_by = ""

# Roles that such a menu has near its top.
# pinned = []

# A command that prints the MFA code, which is asked for no more, as in
# "ykman oath accounts code -s AWS:{device}"; {device} is the name of the MFA
# device. It runs without a shell. A profile's mfa_process counts before it.
# code_command = ""

# Roles in production, by the names of their profiles or by their ARNs, as in
# ["prod-*", "*:role/Admin"]; * stands for any text. They are marked, and never
# open without a question.
# production = []

# What differs for one role: a table with the name of its profile. label stands
# for the name; production is as above, for this role; destination is a service, a path of the console, or a page's address;
# browser is one such as "firefox", "chrome:profile:Work", "edge:private",
# "firefox:container:Work", or "command: prog --new-window {url}"; remind,
# reopen, keep_credentials and code_command are as above; role_session_name,
# source_identity and tags are what AWS's logs say of the session, in which {user}
# is your name here and {host} this machine's.
# [role."prod-admin"]
# label = "Shop, Tokyo"
# production = true
# destination = "cloudwatch"
# region = "ap-northeast-1"
# session_length = "4h"
# browser = "firefox"
# reopen = "code"
# keep_credentials = false
# code_command = "op item get AWS --otp"
# remind = ["1h", "5m"]
# role_session_name = "{user}@{host}"
# source_identity = "{user}"
# tags = ["team=shop"]
`
}
