package text

import (
	"fmt"
	"time"
)

func doctorJA() DoctorWords {
	return DoctorWords{
		Title: "Halfday の設定の確認",
		Heading: func(version, system, desktop string) string {
			return "Halfday " + name(version) + "、" + name(system) + inBrackets(name(desktop))
		},
		Fine:     "OK",
		Doubtful: "注意",
		Bad:      "問題",
		Summary: func(bad, doubtful int) string {
			notes := ""
			if doubtful > 0 {
				notes = fmt.Sprintf("注意が%d件あります。", doubtful)
			}
			if bad == 0 {
				return "Halfday に必要なものはそろっています。" + notes
			}
			return fmt.Sprintf("問題が%d件見つかりました。", bad) + notes
		},
		Hint:            "ターミナルで halfday doctor を実行すると全項目を、halfday doctor ROLE では個々のロールを確認できます。",
		NothingWrong:    "直すべき点は見つかりませんでした。",
		DoctorUsage:     doctorUsageJA,
		CompletionUsage: completionUsageJA,
		NoRoleMatches:   "一致するロールがありません。",
		CompletionUnknown: func(shell string) Message {
			return Message{"未対応のシェル", "「" + value(shell) + "」用の補完はありません。", "bash、zsh、fish に対応しています。"}
		},

		Files:         "AWS の設定ファイル",
		Roles:         "ロール",
		Settings:      "設定",
		Tray:          "トレイ",
		Dialogs:       "ダイアログ",
		Notifications: "通知",
		Browser:       "ブラウザ",
		Connection:    "接続",
		Clock:         "時計",
		Credentials:   "認証情報",
		Device:        "MFA デバイス",
		Length:        "セッション",

		FilesRead: func(config, credentials string) string {
			return value(config) + " と " + value(credentials) + " に問題はありません。"
		},
		RolesFound: func(n, broken int) string {
			found := fmt.Sprintf("ロールが%d個あります。", n)
			if broken > 0 {
				found += fmt.Sprintf("そのうち%d個は使えません。", broken)
			}
			return found
		},
		SettingsRead: "設定ファイルに問題はありません。",
		ProxyBy: func(host, origin string) string {
			by := "システムの設定"
			switch origin {
			case "environment":
				by = "HTTPS_PROXY "
			case "settings":
				by = "設定の proxy "
			}
			if host == "" {
				return "AWS にはプロキシを使わずに接続します (設定による)。"
			}
			return "AWS にはプロキシ " + value(host) + " を経由して接続します (" + by + "による)。"
		},
		ProxyScript: Message{"プロキシ", "システムの設定でプロキシのスクリプト (PAC) が指定されていますが、Halfday は読み込みません。",
			"AWS に接続できない場合は、スクリプトが選ぶプロキシを設定の proxy に書いてください。"},
		SettingsLine: func(line int) Message {
			return Message{"設定", fmt.Sprintf("設定ファイルの%d行目に使えない値があります。", line),
				"修正するか、行を削除してください。それまでは既定値を使います。"}
		},
		NoTray: func(install string) Message {
			return Message{"トレイなし", "このデスクトップにはトレイアイコンの表示場所がありません。",
				trayInstallJA(install) + " それまでは、Halfday をもう一度起動するとロールの一覧が開きます。"}
		},
		TrayPresent: "このデスクトップはトレイアイコンを表示できます。",
		DialogsShow: "ダイアログを表示できます。",
		NotificationsBy: func(service string) string {
			if service == "" {
				return "システムが通知を表示します。"
			}
			return "通知は " + value(service) + " が表示します。"
		},
		NoNotifications: Message{"通知なし", "このデスクトップには通知を表示するものがありません。",
			"セッションの終了はダイアログでお知らせします。通知で受け取るには、dunst や xfce4-notifyd などの通知サービスをインストールしてください。"},
		NotificationsOff: Message{"通知はオフです", "システムの設定でHalfdayの通知がオフになっています。",
			"代わりにダイアログでお知らせします。通知を使うには、macOSでは「システム設定」›「通知」›「Halfday」、Windowsでは「設定」›「システム」›「通知」でオンにしてください。"},
		NotificationsUnasked: "最初のサインインの後に、macOSが通知の許可を求めます。",
		LoginShell:           "PATHには/etc/pathsとHomebrewのフォルダが入っています。シェルの設定ファイルで設定した変数（AWS_CONFIG_FILEなど）は、Finderから、またはログイン時に起動したHalfdayには見えません。",
		OpensIn: func(browser string) string {
			if browser == "" {
				return "コンソールはシステムの既定のブラウザで開きます。"
			}
			return "コンソールは既定のブラウザ " + value(browser) + " で開きます。"
		},
		AnotherAnswers: "対処は不要です。AWS の別のサインインホストが応答しているため、Halfday はそちらを使います。",
		Answered: func(host string, took time.Duration) string {
			return fmt.Sprintf("%s は %dミリ秒で応答しました。", value(host), max(1, took.Milliseconds()))
		},
		ClockRight: "時計は AWS の時計と合っています。",
		Owner: func(who string) string {
			return "使用する認証情報を AWS で確認できました。所有者は " + value(who) + " です。"
		},
		DeviceOfUser: func(device, user string) string {
			return "MFA デバイス " + name(device) + " は " + name(user) + " のものです。"
		},
		DeviceOfNobody: func(device, user string) Message {
			return Message{"別の MFA デバイス", "MFA デバイス " + name(device) + " は " + name(user) + " に割り当てられていません。",
				"IAM コンソールで自分のユーザーを開き、割り当て済みの認証アプリの識別子を mfa_serial に設定してください。"}
		},
		DeviceElsewhere: func(device, acct string) Message {
			return Message{"別のアカウント", "MFA デバイス " + name(device) + " はアカウント " + name(acct) + " のもので、認証情報のアカウントと異なります。",
				"認証情報の持ち主であるユーザーのデバイスを mfa_serial に設定してください。"}
		},
		DeviceUntold: func(device string) Message {
			return Message{"確認できない", "MFA デバイス " + name(device) + " の持ち主は AWS で確認できませんでした。",
				"確認の権限を持つユーザーは少なく、異常ではありません。コードが受け付けられない場合は、mfa_serial を IAM コンソールのデバイスと見比べてください。"}
		},
		NoDevice: "MFA コードは尋ねません。",
		Lasts: func(d time.Duration) string {
			return "コンソールセッションは最長" + durationJA(d) + "続きます。このロールに AWS が許可する長さは、次のサインインで分かります。"
		},
		LastsLearned: func(d time.Duration, at time.Time) string {
			return "コンソールセッションは" + durationJA(d) + "続きます (" + at.Format("2006年1月2日 15:04") + " に AWS が許可)。7日後、または duration_seconds が変わったときに、もう一度長い時間を求めます。"
		},
		LastsLittle: func(d time.Duration) string {
			return "コンソールセッションは" + durationJA(d) + "続きます。別のロールや一時的な認証情報を経由するロールでは、AWS の上限により、これより長くできません。"
		},
	}
}

const doctorUsageJA = `使い方:
  halfday doctor [--problems] [ROLE]

Halfday に必要なもの (AWS の設定ファイル、デスクトップ、ブラウザ、時計、AWS への
接続) を確認します。ROLE を指定すると、そのロールに使う認証情報の持ち主と、MFA
デバイスがその人のものかどうかも AWS に尋ねます。コードは送信しません。

出力はそのまま不具合の報告に使えます。秘密の情報は含まず、アカウント番号は短縮
して表示します。

フラグ:
  --problems    問題や注意のある項目だけを表示する

終了コード:
  0  問題なし
  1  問題あり
  2  使い方の誤り
`

const completionUsageJA = `使い方:
  halfday completion bash|zsh|fish

コマンドとロール名をシェルで補完するためのスクリプトを出力します。次のように書きます。
  ~/.bashrc                   eval "$(halfday completion bash)"
  ~/.zshrc                    eval "$(halfday completion zsh)"
  ~/.config/fish/config.fish  halfday completion fish | source

zsh では compinit より後に書いてください。
`
