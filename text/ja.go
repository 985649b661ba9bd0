package text

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Japanese gives the words in Japanese, with the terms of the AWS Management
// Console in Japanese.
func Japanese() Words {
	return Words{
		Language: "ja",
		Menu:     menuJA(),
		Dialog:   dialogJA(),
		Reminder: reminderJA(),
		Terminal: terminalJA(),
		Add:      addJA(),
		Center:   centerJA(),
		Update:   updateJA(),
		Role:     roleWordsJA(),
		Open:     openWordsJA(),
		Several:  severalJA(),
		Settings: settingsJA(),
		Lists:    listsJA(),
		Doctor:   doctorJA(),
		Buttons:  buttonsJA(),
		Page:     pageJA(),
		Duration: durationJA,
		Lasts:    lastsJA,
		Problem:  problemJA,
	}
}

func durationJA(d time.Duration) string {
	switch h, m := minutes(d); {
	case h == 0 && m == 0:
		return "1分未満"
	case h == 0:
		return fmt.Sprintf("%d分", m)
	case m == 0:
		return fmt.Sprintf("%d時間", h)
	default:
		return fmt.Sprintf("%d時間%d分", h, m)
	}
}

// waitJA is a short time in seconds, a longer one as durationJA has it.
func waitJA(d time.Duration) string {
	if s := seconds(d); s < 60 {
		return fmt.Sprintf("%d秒", s)
	}
	return durationJA(d)
}

func clockJA(t, now time.Time) string {
	switch daysApart(t, now) {
	case 0:
		return t.Format("15:04")
	case -1:
		return "昨日 " + t.Format("15:04")
	case 1:
		return "明日 " + t.Format("15:04")
	}
	return t.Format("1月2日 15:04")
}

// inJA is a time left, as it goes before a verb.
func inJA(left time.Duration) string {
	if left < time.Minute {
		return "まもなく"
	}
	return "あと" + durationJA(left) + "で"
}

// listJA joins names as in "a、b ほか3件".
func listJA(names []string) string {
	shown, more := few(names)
	list := strings.Join(shown, "、")
	if more > 0 {
		list += fmt.Sprintf(" ほか%d件", more)
	}
	return list
}

func lastsJA(d time.Duration, why string) string {
	length := durationJA(d)
	switch why {
	case "unknown":
		return "最長" + length
	case "chained":
		return length + " (ロールの連鎖のため)"
	case "one_code":
		return length + " (1つのコードで複数のロールを開くため)"
	case "learned":
		return length + " (AWS の上限)"
	case "credentials":
		return length + " (ロールの認証情報の有効期間)"
	}
	return length
}

func menuJA() MenuWords {
	return MenuWords{
		Title:   "Halfday",
		NoRoles: "~/.aws/config にロールがありません",
		NoRolesWhy: func(n int) string {
			return fmt.Sprintf("ロールなし: %d件のプロファイルがロールでない理由…", n)
		},
		MoreProfiles: func(n int) string {
			return fmt.Sprintf("ほか%d件の理由は halfday roles --all で表示されます。", n)
		},
		OpenHalfday:   "Halfday を開く…",
		Reload:        "再読み込み",
		OpenConfig:    "~/.aws/config を開く",
		OpenSettings:  "設定ファイルを開く",
		OpenLog:       "ログを開く",
		CheckSetup:    "設定を確認…",
		StartAtLogin:  "ログイン時に起動",
		About:         "Halfday について",
		Quit:          "終了",
		Idle:          "サインインしていません",
		OpenAgain:     "もう一度開く",
		SignInNewCode: "新しい MFA コードでサインイン",
		GoToConsole:   "コンソールへ移動",
		Forget:        "一覧から消す",
		CancelSignIn:  "キャンセル",
		CancelWaiting: func(n int) string { return fmt.Sprintf("待機中の%d件をすべてキャンセル", n) },
		Demo:          "デモ: ロールはすべて架空のものです",

		Session: func(role string, left time.Duration) string {
			return name(role) + "   " + durationJA(left)
		},
		Open: func(role string, until, now time.Time) string {
			return name(role) + " ● " + clockJA(until, now) + " まで"
		},
		Full: func(browser string, n int) string {
			return spaced(cmp.Or(name(browser), "既定のブラウザ")) + fmt.Sprintf("で%d件のコンソールを使用中 (AWS の上限)", n)
		},
		Ended: func(role string, at, now time.Time) string {
			return fmt.Sprintf("%s: %s に終了、もう一度サインイン", name(role), clockJA(at, now))
		},
		Attempt: func(role, phase string) string {
			return name(role) + ": " + phaseJA(phase)
		},
		BrokenRole: func(role string, p Problem) string {
			return name(role) + inBrackets(reasonJA(p))
		},
		Problems: func(n int) string { return fmt.Sprintf("ファイルの問題: %d件", n) },
		Warnings: func(n int) string {
			return fmt.Sprintf("AWS の設定ファイルで読めない行: %d行", n)
		},
		Warning:  warningJA,
		Override: func(host string) string { return "AWS ではなく " + value(host) + " に接続します" },
		Settings: func(line int) string {
			return fmt.Sprintf("設定ファイルの%d行目の値は使えません", line)
		},
		Alarm: "このセッションを使っている可能性のあるプログラム…",
		Alarmed: func(line string) string {
			return "! " + value(line) + " (ほかのプログラムが使用中の可能性)"
		},
		Unseen: func(line string) string { return "！" + value(line) },
		Unsaved: func(line string) string {
			return value(line) + " (保存できないため、再起動すると消えます)"
		},
		Tooltip: func(role string, left time.Duration, more int) string {
			if role == "" {
				return "Halfday"
			}
			line := "Halfday: " + name(role) + " " + durationJA(left)
			if more > 0 {
				line += fmt.Sprintf(" (ほか%d件)", more)
			}
			return line
		},
	}
}

func phaseJA(phase string) string {
	switch phase {
	case "queued":
		return "ほかのサインインの完了待ち"
	case "consent":
		return "開いてよいか確認中"
	case "code":
		return "MFA コードの入力待ち"
	case "assume":
		return "ロールの認証情報を取得中…"
	case "center":
		return "ブラウザで Identity Center にサインインしてください"
	case "exchange":
		return "コンソールにサインイン中…"
	case "open":
		return "ブラウザを起動中…"
	}
	return "準備中…"
}

func dialogJA() DialogWords {
	return DialogWords{
		CodeTitle: func(role, acct string) string {
			return "MFA コード: " + name(role) + inBrackets(account(acct))
		},
		Production: func(title string) string { return "【本番】" + value(title) },
		CodeText: func(role, acct, device, lasts string) string {
			text := "6桁の MFA コードを入力してください。\nロール: " + name(role)
			if acct != "" {
				text += "\nアカウント: " + account(acct)
			}
			if device != "" {
				text += "\nMFA デバイス: " + name(device)
			}
			return text + "\nコンソール: " + value(lasts)
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
			text := "コンソールを開きますか？\nロール: " + name(role)
			if production {
				text = "本番環境のロールのコンソールを開きますか？\nロール: " + name(role)
			}
			if acct != "" {
				text += "\nアカウント: " + account(acct)
			}
			return text
		},
		FromPage: "ブラウザの Halfday のページからの操作です。",
		ConsentTitle: func(role, acct string) string {
			return "もう一度開く: " + name(role) + inBrackets(account(acct))
		},
		ConsentText: func(role, acct string, until, now time.Time) string {
			text := "新しいコードなしで、コンソールをもう一度開きますか？\nロール: " + name(role)
			if acct != "" {
				text += "\nアカウント: " + account(acct)
			}
			return text + "\nセッションの終了: " + clockJA(until, now.In(until.Location())) + " (残り" + durationJA(until.Sub(now)) + ")" +
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

func reminderJA() ReminderWords {
	const again = "続けて使うには、もう一度サインインしてください。"
	return ReminderWords{
		Ending: func(names []string, left time.Duration) Message {
			what := listJA(names) + " のコンソールセッションは、" + inJA(left) + "終了します。"
			if len(names) > 1 {
				return Message{fmt.Sprintf("%d件のセッションが%s終了", len(names), inJA(left)), what, again}
			}
			return Message{listJA(names) + ": " + inJA(left) + "終了", what, again}
		},
		Ended: func(names []string, at, now time.Time) Message {
			what := listJA(names) + " のコンソールセッションは " + clockJA(at, now) + " に終了しました。"
			if len(names) > 1 {
				what = listJA(names) + " のコンソールセッションは終了しました (最後は " + clockJA(at, now) + ")。"
				return Message{fmt.Sprintf("%d件のセッションが終了しました", len(names)), what, again}
			}
			return Message{listJA(names) + ": セッション終了", what, again}
		},
		SignInAgain: "もう一度サインイン",
		Later:       "後で",
		NoTray: func(install string) Message {
			return Message{
				"Halfday はアイコンなしで起動しています",
				"ここをクリックするか、Halfday をもう一度起動すると、ロールの一覧が開きます。halfday page でブラウザにも表示できます。",
				"このデスクトップにはアイコンの表示場所がありません。" + trayInstallJA(install),
			}
		},
		FindRole: "ロールを探す…",
		Here: Message{
			"Halfday は起動済みです",
			"パネルまたはメニューバーに、輪の形のアイコンがあります。",
			"クリックするとロールの一覧が開きます。",
		},
		LoginMoved: func(from, to string) Message {
			return Message{
				"ログイン時に起動するプログラムの変更",
				spaced(value(from)) + "がないため、これからはログイン時に " + spaced(value(to)) + "を起動します。",
				"移動した覚えがなければ、どこから来たものか確認してください。",
			}
		},
		LoginStale: func(from, to string) Message {
			return Message{
				"ログイン時に起動しません",
				"ログイン時に起動するはずの " + spaced(value(from)) + "がありません。" + spaced(value(to)) + "は一時的なフォルダーか、他の人も書き込めるフォルダーにあるため、代わりに設定しませんでした。",
				"Halfday を自分のフォルダーに移し、そこから起動してください。",
			}
		},
		HereHidden: Message{
			Title: "Halfdayはすでに起動しています",
			What:  "輪の形のアイコンがメニューバーにあります。ディスプレイのカメラの後ろ、または「システム設定」›「メニューバー」の設定で隠れていることがあります。",
			Do:    "メニューバーのほかのプログラムを終了するか、「システム設定」›「メニューバー」でHalfdayを許可してください。",
		},
		Permission: Message{
			Title: "お知らせしてもよいですか",
			What:  "コンソールのセッションが終わる前に、Halfdayは通知でお知らせします。通知からもう一度サインインできます。これからmacOSが許可を求めます。",
			Do:    "画面の右上に出る質問で「許可」を選んでください。",
		},
		TwoConsoles: func(first, second string) Message {
			return Message{
				"同じブラウザで2つのロール",
				fmt.Sprintf("%s と %s に、同じブラウザでサインインしています。AWS のマルチセッションサポートが無効な場合は、先にログアウトするよう AWS に求められます。", name(first), name(second)),
				"次のいずれかで解決できます。\n" +
					"(1) AWS マネジメントコンソール右上のアカウントメニューで、マルチセッションサポートを有効にする (ブラウザごとに1回、最大5ロール)。\n" +
					"(2) 「このロールの設定…」で、一方のロールに別のブラウザかブラウザプロファイルを割り当てる。\n" +
					"(3) 設定ファイルで sign_out_first = true にする (一方のロールからサインアウトしてから、もう一方にサインインします)。\n\n" +
					"この説明が表示されるのは、この1回だけです。",
			}
		},
		Shortened: func(role string, granted, wanted time.Duration) Message {
			return Message{
				name(role) + ": " + durationJA(granted),
				fmt.Sprintf("AWS が %s に許可したコンソールセッションは、%sではなく%sです。ロールの最大セッション時間がそれより短いためです。", name(role), durationJA(wanted), durationJA(granted)),
				"延ばすには、(1) IAM でロールの最大セッション時間を延ばすか、(2) その範囲でプロファイルの duration_seconds を設定してください。" +
					"コンソールもその時間だけ続きます。この説明は " + name(role) + " について1回だけ表示されます。",
			}
		},
	}
}
