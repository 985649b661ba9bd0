package text

import (
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
		Lasts: func(d time.Duration, why string) string {
			return fmt.Sprintf(or(lastsJA[why], "%s"), durationJA(d))
		},
		Problem: wrongJA.problem,
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

// lastsJA say how long a console will last, by why that is.
var lastsJA = map[string]string{
	"unknown":     "最長%s",
	"chained":     "%s (ロールの連鎖のため)",
	"one_code":    "%s (1つのコードで複数のロールを開くため)",
	"learned":     "%s (AWS の上限)",
	"credentials": "%s (ロールの認証情報の有効期間)",
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
			return Message{"Halfday はアイコンなしで起動しています",
				"ここをクリックするか、Halfday をもう一度起動すると、ロールの一覧が開きます。halfday page でブラウザにも表示できます。",
				"このデスクトップにはアイコンの表示場所がありません。" + trayInstallJA(install)}
		},
		FindRole: "ロールを探す…",
		Here:     Message{"Halfday は起動済みです", "パネルまたはメニューバーに、輪の形のアイコンがあります。", "クリックするとロールの一覧が開きます。"},
		LoginMoved: func(from, to string) Message {
			return Message{"ログイン時に起動するプログラムの変更", spaced(value(from)) + "がないため、これからはログイン時に " + spaced(value(to)) + "を起動します。",
				"移動した覚えがなければ、どこから来たものか確認してください。"}
		},
		LoginStale: func(from, to string) Message {
			return Message{"ログイン時に起動しません",
				"ログイン時に起動するはずの " + spaced(value(from)) + "がありません。" + spaced(value(to)) + "は一時的なフォルダーか、他の人も書き込めるフォルダーにあるため、代わりに設定しませんでした。",
				"Halfday を自分のフォルダーに移し、そこから起動してください。"}
		},
		HereHidden: Message{"Halfdayはすでに起動しています",
			"輪の形のアイコンがメニューバーにあります。ディスプレイのカメラの後ろ、または「システム設定」›「メニューバー」の設定で隠れていることがあります。",
			"メニューバーのほかのプログラムを終了するか、「システム設定」›「メニューバー」でHalfdayを許可してください。"},
		Permission: Message{"お知らせしてもよいですか",
			"コンソールのセッションが終わる前に、Halfdayは通知でお知らせします。通知からもう一度サインインできます。これからmacOSが許可を求めます。",
			"画面の右上に出る質問で「許可」を選んでください。"},
		TwoConsoles: func(first, second string) Message {
			return Message{"同じブラウザで2つのロール",
				fmt.Sprintf("%s と %s に、同じブラウザでサインインしています。AWS のマルチセッションサポートが無効な場合は、先にログアウトするよう AWS に求められます。", name(first), name(second)),
				"次のいずれかで解決できます。\n" +
					"(1) AWS マネジメントコンソール右上のアカウントメニューで、マルチセッションサポートを有効にする (ブラウザごとに1回、最大5ロール)。\n" +
					"(2) 「このロールの設定…」で、一方のロールに別のブラウザかブラウザプロファイルを割り当てる。\n" +
					"(3) 設定ファイルで sign_out_first = true にする (一方のロールからサインアウトしてから、もう一方にサインインします)。\n\n" +
					"この説明が表示されるのは、この1回だけです。"}
		},
		Shortened: func(role string, granted, wanted time.Duration) Message {
			return Message{name(role) + ": " + durationJA(granted),
				fmt.Sprintf("AWS が %s に許可したコンソールセッションは、%sではなく%sです。ロールの最大セッション時間がそれより短いためです。", name(role), durationJA(wanted), durationJA(granted)),
				"延ばすには、(1) IAM でロールの最大セッション時間を延ばすか、(2) その範囲でプロファイルの duration_seconds を設定してください。" +
					"コンソールもその時間だけ続きます。この説明は " + name(role) + " について1回だけ表示されます。"}
		},
	}
}
