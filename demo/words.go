package demo

// words are the texts of the demo's pages, in one language.
type words struct {
	Lang   string // BCP 47
	Site   string // the end of each title
	Banner string

	// The page of a session.
	SignedInAs, UntilEnd, Account, Region, NoRegion, Who, Ends string
	Ended, ComeBack                                            string // the second with {profile}
	LinkAgain                                                  string // leads to the issuer

	// The pages with one thing to say: a heading, and a sentence below it.
	NothingHere, NoPage      string
	NotSignedIn, Choose      string
	LinkExpired, ChooseAgain string
	LinkUnusable             string
	SignedOut, SignInAgain   string

	// The page of Identity Center.
	CenterTitle, CenterNote, Allow, Deny string
}

var english = words{
	Lang:   "en",
	Site:   "Halfday demo console",
	Banner: "This is Halfday’s demo. It is not AWS, and everything in it is invented.",

	SignedInAs: "Signed in as",
	UntilEnd:   "until this session ends",
	Account:    "Account",
	Region:     "Region",
	NoRegion:   "not chosen",
	Who:        "Who",
	Ends:       "Ends",
	Ended:      "Session ended",
	LinkAgain:  "Sign in again",
	ComeBack:   "Thank you for the visit. To come back, choose {profile} in Halfday’s menu.",

	NothingHere:  "Nothing here",
	NoPage:       "Halfday’s demo has no page at this address.",
	NotSignedIn:  "Not signed in",
	Choose:       "Choose a role in Halfday’s menu to sign in.",
	LinkExpired:  "This sign-in link has expired",
	ChooseAgain:  "A sign-in link can be used for 15 minutes. Choose the role again in Halfday’s menu.",
	LinkUnusable: "This sign-in link cannot be used",
	SignedOut:    "You are signed out",
	SignInAgain:  "Choose a role in Halfday’s menu to sign in again.",

	CenterTitle: "Allow Halfday to access your accounts?",
	CenterNote:  "You are signed in to this invented Identity Center as maya. Halfday asks for your accounts and roles.",
	Allow:       "Allow access",
	Deny:        "Deny access",
}

var japanese = words{
	Lang:   "ja",
	Site:   "Halfday デモコンソール",
	Banner: "これは Halfday のデモです。AWS ではなく、内容はすべて架空のものです。",

	SignedInAs: "サインイン中のロール",
	UntilEnd:   "セッション終了まで",
	Account:    "アカウント",
	Region:     "リージョン",
	NoRegion:   "未選択",
	Who:        "セッション名",
	Ends:       "終了日時",
	Ended:      "セッションが終了しました",
	LinkAgain:  "もう一度サインインする",
	ComeBack:   "ご利用ありがとうございました。もう一度サインインするには、Halfday のメニューで {profile} を選んでください。",

	NothingHere:  "ページがありません",
	NoPage:       "Halfday のデモに、このアドレスのページはありません。",
	NotSignedIn:  "サインインしていません",
	Choose:       "サインインするには、Halfday のメニューでロールを選んでください。",
	LinkExpired:  "サインイン用リンクの有効期限が切れました",
	ChooseAgain:  "リンクが有効なのは15分間です。Halfday のメニューでロールをもう一度選んでください。",
	LinkUnusable: "このサインイン用リンクは使えません",
	SignedOut:    "サインアウトしました",
	SignInAgain:  "もう一度サインインするには、Halfday のメニューでロールを選んでください。",

	CenterTitle: "Halfday にアカウントへのアクセスを許可しますか？",
	CenterNote:  "架空の Identity Center に maya としてサインインしています。Halfday がアカウントとロールへのアクセスを求めています。",
	Allow:       "アクセスを許可",
	Deny:        "アクセスを拒否",
}

// words are the texts of the pages in the language of the options, or in English.
func (s *Server) words() words {
	if s.options.Language == japanese.Lang {
		return japanese
	}
	return english
}
