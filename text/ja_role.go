package text

const roleSettingsJA = "ロールの設定…"

func roleWordsJA() RoleWords {
	return RoleWords{
		Menu:      roleSettingsJA,
		MenuOne:   "このロールの設定…",
		Choose:    "どのロールを設定しますか？",
		Title:     func(role string) string { return name(role) + " の設定" },
		Ask:       "このロールだけ変える項目を選んでください。",
		Usual:     "標準",
		Yes:       "はい",
		No:        "いいえ",
		NotUsable: "この値は使えません。",

		Label:       "メニューでの名前",
		Production:  "本番環境",
		Browser:     "ブラウザ",
		Destination: "開くページ",
		Region:      "リージョン",
		Length:      "セッションの長さ",
		Reopen:      "もう一度開くとき",

		AskLabel:       "メニューに表示する名前を入力してください。空欄の場合はプロファイル名です。",
		AskBrowser:     "このロールを開くブラウザを選んでください。",
		AskDestination: "開くページを入力してください。cloudwatch のようなサービス名、/ で始まるパス、またはページの URL です。\n空欄の場合はコンソールのホームです。",
		AskRegion:      "コンソールで表示するリージョンを入力してください。例: ap-northeast-1\n空欄の場合はプロファイルのリージョンです。",
		AskLength:      "コンソールセッションの長さを選んでください。",
		AskReopen:      "セッションの有効中に、このロールをもう一度開くときの確認を選んでください。\n本番環境のロールでは、少なくとも毎回確認します。",

		ReopenAsk:  "前回から10分たっていれば確認する",
		ReopenCode: "毎回新しい MFA コードを入力する",
		ReopenFree: "確認しない",

		BrowserUsual:  "既定のブラウザ",
		BrowserOthers: "ほかのブラウザ…",
		BrowserProfile: func(browser, profile string) string {
			return name(browser) + " (プロファイル: " + name(profile) + ")"
		},
		BrowserContainer: func(browser, container string) string {
			return name(browser) + " (コンテナ: " + name(container) + ")"
		},
		BrowserPrivate: func(browser string) string { return name(browser) + " (プライベートウィンドウ)" },
	}
}
