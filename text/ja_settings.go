package text

func settingsJA() SettingsWords {
	return SettingsWords{
		Menu:  "設定…",
		Title: "設定",
		Ask:   "変更する項目を選んでください。個別の設定がないすべてのロールに適用されます。",
		File:  "すべての設定: ファイルを開く…",

		Length:   "セッションの長さ",
		Remind:   "終了前の通知",
		Reopen:   "もう一度開くとき",
		Language: "言語",
		Group:    "多くのロールのグループ分け",

		AskLength:   "コンソールセッションの長さを選んでください。\nAWS がロールに認める時間が、これより短いこともあります。",
		AskRemind:   "セッションの終了をいつ通知しますか？",
		AskReopen:   "セッションの有効中にロールをもう一度開くとき、何を確認しますか？\n本番環境のロールでは、少なくとも毎回確認します。",
		AskLanguage: "Halfday の表示言語を選んでください。",
		AskGroup:    "ロールが多いとき、メニューでどのようにまとめますか？",

		Never:          "通知しない",
		Before:         func(lengths []string) string { return "終了の" + listJA(lengths) + "前" },
		LanguageSystem: "システムの言語",

		GroupAuto:    "自動",
		GroupPrefix:  "名前の先頭",
		GroupAccount: "アカウント",
		GroupSource:  "source_profile",
		GroupNone:    "まとめない",
	}
}
