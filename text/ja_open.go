package text

func openWordsJA() OpenWords {
	return OpenWords{
		Menu:    "ページを開く…",
		Title:   func(role string) string { return "ページを開く: " + name(role) },
		Choose:  "コンソールのどのページを開きますか？",
		Another: "ほかのページ…",
		Ask: "コンソールのどのページを開きますか？ cloudwatch のようなサービス名、パス、またはブラウザの URL を入力してください。\n" +
			"続けてリージョンも指定できます: cloudwatch us-east-1",
		NotUsable: "このロールのコンソールのページではありません。",
		OtherAccount: func(acct string) string {
			return "アカウント " + account(acct) + " のページです。このロールのアカウントではありません。"
		},
	}
}
