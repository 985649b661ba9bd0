package text

import "fmt"

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

func severalJA() SeveralWords {
	return SeveralWords{
		Menu:  "複数のロールにサインイン…",
		Title: "複数のロールにサインイン",
		Choose: func(key string) string {
			return "サインインするロールを選んでください。\n複数選ぶには、" + name(key) + " を押しながらクリックします。"
		},
		How: func(n int, device string) string {
			return fmt.Sprintf("このうち%d件のロールで、MFA デバイス %s のコードが必要です。コードは1回しか使えません。", n, name(device)) +
				"1つのコードを複数のロールで共有すると、AWS の制限で1時間ずつになります。最長12時間使うには、ロールごとに別のコードが必要です。新しいコードは30秒ごとに表示されます。"
		},
		One:  "1つのコードで開く (1時間ずつ)",
		Each: "ロールごとにコードを入力 (最長12時間ずつ)",
	}
}
