package text

import (
	"fmt"
	"time"
)

func dialogJA() DialogWords {
	return DialogWords{
		CodeTitle: func(role, acct string) string {
			return "MFA コード: " + name(role) + inBrackets(account(acct))
		},
		Production: func(title string) string { return "【本番】" + value(title) },
		CodeText: func(role, acct, device, lasts string) string {
			return "6桁の MFA コードを入力してください。\nロール: " + name(role) + onLine("アカウント: ", account(acct)) + onLine("MFA デバイス: ", name(device)) +
				"\nコンソール: " + value(lasts)
		},
		CodeAgain: func(why string, wait time.Duration) string {
			next := "次のコードをお待ちください。"
			if wait > 0 {
				next = "次のコードまで" + waitJA(wait) + "お待ちください。"
			}
			switch why {
			case "code_format":
				return "6桁の数字ではありません。"
			case "code_reused":
				return "このコードは送信済みです。\nコードは1回しか使えません。" + next
			}
			return "このコードは受け付けられませんでした。\nコードは1回しか使えません。" + next
		},
		Program: func(program, line string) string {
			if line == "" {
				return name(program) + " がコードを取得しています。手入力もできます。"
			}
			return name(program) + ": " + value(line) + "\nコードはこのプログラムが取得します。手入力もできます。"
		},
		ProgramFailed: func(program, why, detail string) string {
			said := "が失敗しました" + inBrackets(value(detail))
			switch why {
			case "missing":
				said = "が見つかりません"
			case "timeout":
				said = "からは1分たってもコードが得られませんでした"
			case "answer":
				said = "の出力に6桁の数字の行がありません"
			}
			return "コードを取得するプログラム " + name(program) + " " + said + "。コードを入力してください。"
		},
		Several: func(names []string) string {
			return "1つのコードで " + listJA(names) + " を開きます。コードを共有するロールのコンソールは、AWS の制限で1時間ずつになります。"
		},
		Full: func(n int) string {
			return fmt.Sprintf("このブラウザでは、すでに%d件のコンソールを使用中です。AWS の上限に達しているため、いずれかからサインアウトするよう求められます。", n)
		},
		OpenTitle: func(role, acct string) string {
			return "開く: " + name(role) + inBrackets(account(acct))
		},
		OpenText: func(role, acct string, production bool) string {
			question := "コンソールを開きますか？"
			if production {
				question = "本番環境のロールのコンソールを開きますか？"
			}
			return question + "\nロール: " + name(role) + onLine("アカウント: ", account(acct))
		},
		FromPage: "ブラウザの Halfday のページからの操作です。",
		ConsentTitle: func(role, acct string) string {
			return "もう一度開く: " + name(role) + inBrackets(account(acct))
		},
		ConsentText: func(role, acct string, until, now time.Time) string {
			return "新しいコードなしで、コンソールをもう一度開きますか？\nロール: " + name(role) + onLine("アカウント: ", account(acct)) +
				"\nセッションの終了: " + clockJA(until, now.In(until.Location())) + " (残り" + durationJA(until.Sub(now)) + ")" +
				"\n\n心当たりがない場合は、ほかのプログラムの操作です。開かないでください。"
		},
		CenterPage: func(session string, signedIn bool) (title, text string) {
			if signedIn {
				return name(session) + " にサインインしました", "Halfday がコンソールを開きます。このタブは閉じてかまいません。"
			}
			return name(session) + " にサインインしていません", "AWS のページでアクセスが拒否されました。対処方法は Halfday のメッセージをご覧ください。このタブは閉じてかまいません。"
		},
		Device: func(session, address, complete, code string) Message {
			return Message{name(session) + " へのサインイン", "任意のデバイスで " + value(address) + " を開き、コード " + value(code) + " を入力してください。",
				"または、" + value(complete) + " を開き、同じコードが表示されることを確認してください。"}
		},
		HostsTitle: func(role, acct string) string {
			return "AWS ではないホスト: " + name(role) + inBrackets(account(acct))
		},
		HostsText: func(role string, hosts []string) string {
			return name(role) + " のコードと認証情報を、AWS のものではないホストに送りますか？\n" + hostLines(hosts) +
				"\n\nAWS のファイルか環境変数 (endpoint_url、services、AWS_ENDPOINT_URL…、HALFDAY_SIGNIN_ENDPOINT) で AWS の代わりに指定されています。心当たりがなければ送らないでください。\n「はい」は記憶されます。"
		},
		AboutTitle: "Halfday について",
		AboutText: func(version string) string {
			return "Halfday " + name(version) + "\n\n" +
				"クリックして MFA コードを入力すれば、AWS マネジメントコンソールを半日使えます。\n\n" +
				"Halfday はアクセスキーも MFA コードもディスクに保存しません。AWS の製品ではありません。MIT ライセンス。"
		},
		UpdatesAsk: "新しいバージョンがあるか確認しますか？",
		TryAgain:   func(m Message) string { return m.String() + "\n\nもう一度試しますか？" },

		PageTitle: "コンソールを開けませんでした",
		PageText:  "理由は Halfday のメッセージをご覧ください。このタブは閉じてかまいません。",
	}
}

// trayInstallJA says how to get a place for the icon.
func trayInstallJA(install string) string {
	if install == "" {
		return "表示には、StatusNotifierItem に対応したパネルが必要です。"
	}
	return "次のコマンドを実行し、ログインし直すと表示されます: " + value(install)
}
