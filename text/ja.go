package text

import (
	"cmp"
	"fmt"
	"time"
)

// Japanese gives the words in Japanese, with the terms of the AWS Management
// Console in Japanese.
func Japanese() Words { return japanese }

// japanese are the words that a field names; what is looked up by a key, such as a
// problem, stands in ja below.
var japanese = Words{
	Language: "ja",

	Menu: MenuWords{
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

		Session: ja.session,
		Open: func(role string, until, now time.Time) string {
			return name(role) + " ● " + ja.clock(until, now) + " まで"
		},
		Full: func(browser string, n int) string {
			return spaced(cmp.Or(name(browser), "既定のブラウザ")) + fmt.Sprintf("で%d件のコンソールを使用中 (AWS の上限)", n)
		},
		Ended: func(role string, at, now time.Time) string {
			return fmt.Sprintf("%s: %s に終了、もう一度サインイン", name(role), ja.clock(at, now))
		},
		Attempt:    ja.attempt,
		BrokenRole: ja.brokenRole,
		Problems:   func(n int) string { return fmt.Sprintf("ファイルの問題: %d件", n) },
		Warnings: func(n int) string {
			return fmt.Sprintf("AWS の設定ファイルで読めない行: %d行", n)
		},
		Warning:  ja.warning,
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
			line := "Halfday: " + name(role) + " " + ja.duration(left)
			if more > 0 {
				line += fmt.Sprintf(" (ほか%d件)", more)
			}
			return line
		},
	},

	Dialog: DialogWords{
		CodeTitle:  titled("MFA コード"),
		Production: func(title string) string { return "【本番】" + value(title) },
		CodeText: func(role, acct, device, lasts string) string {
			return "6桁の MFA コードを入力してください。\nロール: " + name(role) + onLine("アカウント: ", account(acct)) + onLine("MFA デバイス: ", name(device)) +
				"\nコンソール: " + value(lasts)
		},
		CodeAgain: func(why string, wait time.Duration) string {
			next := "次のコードをお待ちください。"
			if wait > 0 {
				next = "次のコードまで" + ja.wait(wait) + "お待ちください。"
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
			return "1つのコードで " + ja.list(names) + " を開きます。コードを共有するロールのコンソールは、AWS の制限で1時間ずつになります。"
		},
		Full: func(n int) string {
			return fmt.Sprintf("このブラウザでは、すでに%d件のコンソールを使用中です。AWS の上限に達しているため、いずれかからサインアウトするよう求められます。", n)
		},
		OpenTitle: titled("開く"),
		OpenText: func(role, acct string, production bool) string {
			question := "コンソールを開きますか？"
			if production {
				question = "本番環境のロールのコンソールを開きますか？"
			}
			return question + "\nロール: " + name(role) + onLine("アカウント: ", account(acct))
		},
		FromPage:     "ブラウザの Halfday のページからの操作です。",
		ConsentTitle: titled("もう一度開く"),
		ConsentText: func(role, acct string, until, now time.Time) string {
			return "新しいコードなしで、コンソールをもう一度開きますか？\nロール: " + name(role) + onLine("アカウント: ", account(acct)) +
				"\nセッションの終了: " + ja.clock(until, now.In(until.Location())) + " (残り" + ja.duration(until.Sub(now)) + ")" +
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
		HostsTitle: titled("AWS ではないホスト"),
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
	},

	Reminder: ReminderWords{
		Ending: func(names []string, left time.Duration) Message {
			what := ja.list(names) + " のコンソールセッションは、" + inJA(left) + "終了します。"
			if len(names) > 1 {
				return Message{fmt.Sprintf("%d件のセッションが%s終了", len(names), inJA(left)), what, againJA}
			}
			return Message{ja.list(names) + ": " + inJA(left) + "終了", what, againJA}
		},
		Ended: func(names []string, at, now time.Time) Message {
			what := ja.list(names) + " のコンソールセッションは " + ja.clock(at, now) + " に終了しました。"
			if len(names) > 1 {
				what = ja.list(names) + " のコンソールセッションは終了しました (最後は " + ja.clock(at, now) + ")。"
				return Message{fmt.Sprintf("%d件のセッションが終了しました", len(names)), what, againJA}
			}
			return Message{ja.list(names) + ": セッション終了", what, againJA}
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
			return Message{name(role) + ": " + ja.duration(granted),
				fmt.Sprintf("AWS が %s に許可したコンソールセッションは、%sではなく%sです。ロールの最大セッション時間がそれより短いためです。", name(role), ja.duration(wanted), ja.duration(granted)),
				"延ばすには、(1) IAM でロールの最大セッション時間を延ばすか、(2) その範囲でプロファイルの duration_seconds を設定してください。" +
					"コンソールもその時間だけ続きます。この説明は " + name(role) + " について1回だけ表示されます。"}
		},
	},

	Terminal: TerminalWords{
		Usage: `Halfday は、メニューバーから AWS マネジメントコンソールを開きます。クリックして
MFA コードを入力すれば、半日のあいだサインインしたままになります。

使い方:
  halfday                        アイコンとロールのメニューを表示する
  halfday -demo                  架空のロールで試す (AWS には接続しない)
  halfday sign-in [PROFILE]      ターミナルからコンソールにサインインする
  halfday sign-in --sso-session NAME
                                 Identity Center のセッションにサインインする
  halfday sign-out [NAME]        そこからサインアウトする
  halfday open URL               コンソールのページを、そのアカウントのロールで開く
  halfday page                   ブラウザで Halfday を開く (全ロールの検索)
  halfday roles [TEXT]           AWS の設定ファイルにあるロールを一覧表示する
  halfday roles add              Identity Center のロールを追加する
  halfday doctor [ROLE]          設定全体、または個々のロールの設定を確認する
  halfday login-item on|off|status
                                 ログイン時の起動を有効にする、無効にする、確認する
  halfday completion bash|zsh|fish
                                 シェルでロール名を補完できるようにする
  halfday version                バージョンを表示する

フラグ:
  -remind 15m    セッション終了のどれだけ前に通知するか
  -v             ログを標準エラー出力にも書き出す
  -h             このヘルプ (詳しくは halfday sign-in -h、roles -h、doctor -h)

ロールとは、~/.aws/config と ~/.aws/credentials、または AWS_CONFIG_FILE と
AWS_SHARED_CREDENTIALS_FILE が指すファイルにある、role_arn を持つプロファイルです。

` + exitCodesJA,
		SignInUsage: `使い方:
  halfday sign-in [FLAGS] [PROFILE]
  halfday sign-in --role-arn ARN --mfa-serial ARN [--source-profile NAME] [--region R]
  halfday sign-in --sso-session NAME

MFA コードを尋ね、ロールを引き受けて、AWS マネジメントコンソールを既定のブラウザで
開きます。PROFILE も --role-arn もない場合は、ロールを尋ねます。

フラグ:
  --print-url             サインイン URL を開かずに表示する
  --code-stdin            MFA コードを標準入力から読む
  --role-arn ARN          プロファイルを使わずにロールを指定する
  --mfa-serial ARN        アクセスキーを持つユーザーの MFA デバイス
  --source-profile NAME   アクセスキーのあるプロファイル (既定: default)
  --region R              コンソールで開くリージョン
  --page PAGE             今回だけ開くページ: サービス名 (cloudwatch)、パス、URL
  --browser NAME          今回だけ使うブラウザ: firefox、chrome:profile:Work、
                          firefox:container:Work、edge:private
  --sso-session NAME      Identity Center のセッションにサインインするだけ
  -v                      ログを標準エラー出力にも書き出す

` + exitCodesJA,
		OpenUsage: `使い方:
  halfday open URL

AWS マネジメントコンソールのページを、その URL のアカウントにあるロールで開きます。
ロールが複数あれば、どれを使うか尋ねます。URL にアカウントがない場合は、同じ
パーティションのロールを一覧表示します。URL は引用符で囲んでください。

` + exitCodesJA,
		PageUsage: `使い方:
  halfday page

ブラウザで Halfday を開きます。すべてのロールの検索、セッションの残り時間、開くペー
ジやリージョンの選択ができます。トレイが起動していなければ起動します。MFA コードは
ダイアログで尋ね、ページでは尋ねません。

` + exitCodesJA,
		RolesUsage: `使い方:
  halfday roles [FLAGS] [TEXT]

AWS の設定ファイルにあるロールを一覧表示し、使えないロールには理由を示します。
TEXT を指定すると、名前、ARN、ソースプロファイル、ラベルのいずれかに TEXT を含む
ロールだけを表示します。プログラムの実行もネットワークへの接続もしません。使えない
ロールがあっても、終了コードは 0 です。

フラグ:
  --account N    このアカウントのロールだけを表示する
  --problems     使えないロールだけを表示する
  --all          ロールではないプロファイルも、その理由とともに表示する
  --json         ほかのプログラムのために、オブジェクトの配列として出力する
`,
		DoctorUsage: `使い方:
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
`,
		CompletionUsage: `使い方:
  halfday completion bash|zsh|fish

コマンドとロール名をシェルで補完するためのスクリプトを出力します。次のように書きます。
  ~/.bashrc                   eval "$(halfday completion bash)"
  ~/.zshrc                    eval "$(halfday completion zsh)"
  ~/.config/fish/config.fish  halfday completion fish | source

zsh では compinit より後に書いてください。
`,
		NoRoleMatches: "一致するロールがありません。",
		CompletionUnknown: func(shell string) Message {
			return Message{"未対応のシェル", "「" + value(shell) + "」用の補完はありません。", "bash、zsh、fish に対応しています。"}
		},
		SignedIn: func(role string, until, now time.Time) string {
			return fmt.Sprintf("%s にサインインしました。セッションの終了は %s です。", name(role), ja.clock(until, now))
		},
		Watching: "10秒間、ほかのプログラムがこのリンクを使わないか見張ります (Ctrl-C で終了)。",
		PrintedURL: func(until, now time.Time) string {
			return fmt.Sprintf("この URL は15分以内に開いてください。URL を知っている人は誰でもサインインできるため、他人に渡さないでください。\n"+
				"コンソールセッションの終了は %s です。", ja.clock(until, now))
		},
		NoRole: oneOf(map[string]string{
			"keys":      "IAM ユーザーのアクセスキーです。role_arn のあるプロファイルを作り、source_profile にこのプロファイルを指定してください。",
			"temporary": "一時的な認証情報です。role_arn のあるプロファイルの source_profile に指定できます (コンソールは1時間)。",
			"login":     "aws login のプロファイルで、コンソールは aws login で開けます。role_arn のあるプロファイルの source_profile に指定できます。",
			"process":   "プログラムが出力する認証情報です。role_arn のあるプロファイルを作り、source_profile にこのプロファイルを指定してください。",
			"sso":       "Identity Center の sso_account_id と sso_role_name がありません。両方を追加するか、aws configure sso を実行してください。",
		}, "認証情報も role_arn もないプロファイルです。"),
		NoDisplay: Message{"グラフィカルセッションがありません", "アイコンの表示にはグラフィカルセッションが必要です。",
			"ターミナルでは halfday sign-in PROFILE でサインインできます。"},
		NoSessionBus: Message{"セッションバスがありません", "アイコンの表示に必要な D-Bus セッションバスに接続できません。",
			"デスクトップにログインするか、halfday sign-in PROFILE を使ってください。"},
		Running:      "Halfday は起動済みです。",
		DemoHint:     "これはデモです。AWS には接続せず、ロールは架空のものです。000000 以外の6桁の数字なら、どれでもコードとして使えます。",
		DemoTerminal: "代わりに、このターミナルでデモを実行します。",
		DemoCode: func(code string) string {
			return "コードを入力する人がいないため、" + value(code) + " を使います。"
		},
		DemoPage:     func(title string) string { return "ブラウザに表示されるページ: " + value(title) },
		ChooseRole:   "ロールの番号: ",
		LoginItemOn:  "Halfday はログイン時に起動します。",
		LoginItemOff: "Halfday はログイン時に起動しません。",
		NoSuchArgument: func(arg string) Message {
			return Message{"不明な引数", "「" + value(arg) + "」という引数はありません。", "使い方は halfday -h で確認できます。"}
		},
		NotTogether: func(a, b string) Message {
			return Message{"同時に使えない引数", value(a) + " と " + value(b) + " は同時に指定できません。", "どちらかを外してください。"}
		},
		NeedsAlso: func(a, b string) Message {
			return Message{"引数の不足", value(a) + " には、ほかの引数も必要です。", value(b) + " を追加してください。"}
		},
		ForPrograms: func(a string) Message {
			return Message{"ターミナルでは使えない引数", value(a) + " の出力には認証情報が含まれることがあるため、メニューバーのプログラムだけが使います。",
				"この引数を外してください。"}
		},
		ForHalfday: func(a string) Message {
			return Message{"ターミナルでは使えないコマンド", value("halfday "+a) + " は Halfday が内部で使うコマンドです。",
				"使えるコマンドは " + value("halfday help") + " で確認できます。"}
		},
	},

	Add: AddWords{
		Menu:    "ロールを追加…",
		TryDemo: "デモを試す",
		Welcome: func(file string) Message {
			return Message{"Halfday へようこそ", value(file) + " にロールがありません。ロールは次のように書きます。" + exampleRole,
				"今ロールを追加しますか？ ロールの ARN、MFA デバイスの ARN、アクセスキーを持つプロファイルが必要です。手元になければ、メニューの「デモを試す」で動作を確認できます。"}
		},
		Title: "ロールの追加",
		ARN:   "ロールの ARN を入力してください。\n例: arn:aws:iam::111122223333:role/ReadOnly",
		Name: func(suggested string) string {
			return "メニューに表示する名前を入力してください。\n空欄の場合: " + name(suggested)
		},
		Source: "アクセスキーを持つプロファイルを選んでください。",
		NoSource: func(file string) Message {
			return Message{"アクセスキーがありません", "アクセスキーを持つプロファイルが AWS の設定ファイルにありません。",
				"ターミナルで aws configure --profile me を実行するか、" + value(file) + " にキーを書いてから、もう一度ロールを追加してください。"}
		},
		MFASerial: "MFA デバイスの ARN を入力してください。\n例: arn:aws:iam::444455556666:mfa/your-name\n(AWS マネジメントコンソールの「セキュリティ認証情報」で確認できます。) MFA が不要なロールの場合は空欄のままにします。",
		Confirm: func(file string) Message {
			return Message{"ロールの追加", value(file) + " の末尾に次の内容を書き込みます。", "書き込みますか？"}
		},
		Production: func(role string) Message {
			return Message{"本番環境ですか？", name(role) + " は本番環境のロールのようです。",
				"本番環境として設定しますか？ 開くたびにロール名を示して確認するようになります。"}
		},
		Added: func(role, backup string, keys bool) Message {
			return Message{"ロールを追加しました", name(role) + " をメニューに追加しました。",
				kept(backup, "変更前のファイルの控え: ", keys, " (元のファイルと同じく秘密のキーを含みます。不要になったら削除してください)")}
		},
		Failed: func(file, detail string) Message {
			return Message{"ロールを追加できません", value(file) + " に書き込めません" + inBrackets(value(detail)) + "。",
				"書き込み権限とディスクの空き容量を確認してください。"}
		},
	},

	Center: CenterWords{
		Standing: func(session string, until, now time.Time) string {
			if until.IsZero() {
				return name(session) + ": サインイン済み"
			}
			return name(session) + ": " + ja.clock(until, now) + " までサインイン済み"
		},
		NotIn: func(session string) string { return name(session) + ": サインインしていません" },
		Several: func(signedIn, all int) string {
			return fmt.Sprintf("Identity Center: %d件中%d件にサインイン済み", all, signedIn)
		},
		SignIn:    func(session string) string { return name(session) + " にサインイン" },
		Again:     func(session string) string { return name(session) + " にもう一度サインイン" },
		SignOut:   func(session string) string { return name(session) + " からサインアウト" },
		SignedIn:  func(session string) string { return name(session) + " にサインインしました。" },
		SignedOut: func(session string) string { return name(session) + " からサインアウトしました。" },
		NotTold: func(session string, why Message) Message {
			return Message{"AWS に通知できません", "このコンピューターの " + name(session) + " のサインイン情報は削除しましたが、AWS に通知できませんでした。" + why.What,
				"サインインは自動的に期限切れになります。ほかの人に使われるおそれがあるときは、組織の AWS アクセスポータルでサインアウトしてください。"}
		},
		Unknown: func(session string, names []string) Message {
			return Message{"セッションがありません", "AWS の設定ファイルに Identity Center のセッション " + name(session) + " がありません。", "あるもの: " + cmp.Or(ja.list(names), "なし")}
		},
		Which: func(names []string) Message {
			return Message{"どのセッションですか", "AWS の設定ファイルにある Identity Center のセッション: " + cmp.Or(ja.list(names), "なし"), "どれか1つを指定してください。"}
		},
		SignOutUsage: `使い方:
  halfday sign-out [SESSION]

Identity Center のセッションからサインアウトします。AWS CLI のトークンを削除し、
AWS に通知します。SESSION は AWS の設定ファイルのセクション名または開始 URL で、
1つしかないときは省略できます。開いているコンソールはそのままです。

` + exitCodesJA,

		AddMenu:  "Identity Center からロールを追加…",
		AddTitle: "ロールの追加",
		AddWhich: "どの Identity Center セッションのロールですか。",
		Another:  "ほかのセッション…",
		StartURL: "AWS アクセスポータルの開始 URL (例)\nhttps://d-1234567890.awsapps.com/start",
		Region:   "Identity Center のリージョン (例: eu-central-1)。\nAWS アクセスポータルのページ、またはアカウントの管理者に確認してください。",
		Name: func(suggested string) string {
			return "このサインインの名前 (AWS CLI でも使います)。\n空欄の場合: " + name(suggested)
		},
		Reading: func(read, all int) string {
			return fmt.Sprintf("ロールを読み込み中: %d件中%d件のアカウント", all, read)
		},
		NoneThere: func(session string) Message {
			return Message{"ロールがありません", name(session) + " にサインイン中のユーザーのロールは、Identity Center にありません。",
				"別のユーザーとしてサインインするか、アカウントの管理者に確認してください。"}
		},
		AllStand: func(n int) Message {
			return Message{"追加するものはありません", fmt.Sprintf("Identity Center の%d件のロールは、すべて AWS の設定ファイルにあります。", n), "メニューから選べます。"}
		},
		Choose: func(n, stand int, how string) string {
			text := fmt.Sprintf("追加できるロール: %d件", n)
			if stand > 0 {
				text += fmt.Sprintf(" (ほか%d件は設定ファイルにあります)", stand)
			}
			return text + "\n" + value(how)
		},
		HoldKey: func(key string) string { return name(key) + " を押しながら、複数選べます。" },
		Numbers: "番号 (例: 1,3-5)、または all と入力してください。",
		Confirm: func(file string, n int) Message {
			return Message{"ロールの追加", fmt.Sprintf("%s の末尾に、次の%d件のプロファイルを書き込みます。", value(file), n), "書き込みますか。"}
		},
		MoreToWrite: func(n int) string { return fmt.Sprintf("… ほか%d件のプロファイル", n) },
		Added: func(n int, backup string, keys bool) Message {
			return Message{"ロールを追加しました", fmt.Sprintf("%d件のロールをメニューに追加しました。", n),
				kept(backup, "変更前のファイル: ", keys, "。シークレットキーが含まれています。不要になったら削除してください。")}
		},
		Production: func(names []string) Message {
			return Message{"本番環境ですか", ja.list(names) + ": 本番環境のようです。", "本番環境として、開くたびに名前を示して確認するようにしますか。"}
		},
		AddUsage: `使い方:
  halfday roles add [--sso-session NAME]

必要ならサインインして、Identity Center で利用できるアカウントとロールを一覧表示し、
選んだものを AWS の設定ファイルに追加します。プロファイル名は「アカウント名-ロール」
です。書き込む前に内容を確認でき、元のファイルは同じ場所に残ります。設定ファイルに
セッションがまだない場合は、開始 URL とリージョンを尋ねます。

フラグ:
  --sso-session NAME   セッション (セクション名で指定)

` + exitCodesJA,
	},

	Update: UpdateWords{
		Newer: func(version, page, command string) Message {
			m := Message{updatesJA, "Halfday " + name(version) + " が公開されています。",
				value(page) + " からダウンロードし、今回と同じ方法でインストールしてください。"}
			if command != "" {
				m.Do = "次のコマンドでインストールできます: " + value(command)
			}
			return m
		},
		None: func(version string) string {
			return "Halfday " + name(version) + " は最新のバージョンです。"
		},
		Own: Message{updatesJA, "この Halfday は、新しいバージョンの確認先を知りません。", "入手元で確認してください。"},
		Forged: Message{updatesJA, "応答に Halfday の作者の署名がないため、読み込みませんでした。",
			"プロキシの応答かもしれません。別のネットワークで試してください。それでも同じ場合はご報告ください。"},
		Failed: Message{updatesJA, "新しいバージョンを確認できませんでした。", "ネットワークとプロキシを確認して、もう一度試してください。"},
		Weekly: Message{updatesJA, "新しいバージョンを週に一度確認しますか？",
			"小さなファイルを一つ取得するだけです。利用者の情報は送らず、インストールもしません。"},
	},

	Role: RoleWords{
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
	},

	Open: OpenWords{
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
	},

	Several: SeveralWords{
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
	},

	Settings: SettingsWords{
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
		Before:         func(lengths []string) string { return "終了の" + ja.list(lengths) + "前" },
		LanguageSystem: "システムの言語",

		GroupAuto:    "自動",
		GroupPrefix:  "名前の先頭",
		GroupAccount: "アカウント",
		GroupSource:  "source_profile",
		GroupNone:    "まとめない",
	},

	Lists: ListWords{
		Find:      "ロールを探す…",
		Pin:       "ロールをピン留め…",
		Pinned:    "ピン留め",
		All:       func(n int) string { return fmt.Sprintf("すべてのロール (%d件)", n) },
		Group:     func(group string, n int) string { return fmt.Sprintf("%s (%d件)", account(group), n) },
		NoAccount: "アカウント不明",
		NoSource:  "source_profile なし",
		More:      func(n int) string { return fmt.Sprintf("ほか%d件: ロールを探す…", n) },
		Others:    func(n int) string { return fmt.Sprintf("ほか%d件", n) },

		FindTitle: "ロールを探す",
		FindText:  "サインインするロールを選んでください。名前の先頭を入力すると見つかります。",
		PinTitle:  "ロールをピン留め",
		PinText: func(key string) string {
			return "メニューの上部にピン留めするロールを選んでください。ピン留め済みのロールを選ぶと解除されます。\n" +
				"複数選ぶには、" + name(key) + " を押しながらクリックします。"
		},
		Filter: func(n int) string {
			return fmt.Sprintf("ロールが%d件あります。名前かアカウント番号の一部を入力してください。", n)
		},
		NoMatch: func(part string) Message {
			return Message{"ロールが見つかりません", fmt.Sprintf("名前やアカウント番号に %s を含むロールはありません。", name(part)),
				"もっと短く入力してみてください。"}
		},

		Running:  func(until, now time.Time) string { return ja.clock(until, now) + " まで利用可" },
		Ended:    func(at, now time.Time) string { return ja.clock(at, now) + " に終了" },
		Phase:    ja.phase,
		Broken:   ja.reason,
		IsPinned: "ピン留め済み",
	},

	Doctor: DoctorWords{
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
		Hint:         "ターミナルで halfday doctor を実行すると全項目を、halfday doctor ROLE では個々のロールを確認できます。",
		NothingWrong: "直すべき点は見つかりませんでした。",

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
			return "コンソールセッションは最長" + ja.duration(d) + "続きます。このロールに AWS が許可する長さは、次のサインインで分かります。"
		},
		LastsLearned: func(d time.Duration, at time.Time) string {
			return "コンソールセッションは" + ja.duration(d) + "続きます (" + at.Format("2006年1月2日 15:04") + " に AWS が許可)。7日後、または duration_seconds が変わったときに、もう一度長い時間を求めます。"
		},
		LastsLittle: func(d time.Duration) string {
			return "コンソールセッションは" + ja.duration(d) + "続きます。別のロールや一時的な認証情報を経由するロールでは、AWS の上限により、これより長くできません。"
		},
	},

	// As macOS has them.
	Buttons: ButtonWords{
		OK: "OK", Cancel: "キャンセル",
		Yes: "はい", No: "いいえ",
		Edit: "編集",
		Undo: "取り消す", Cut: "カット", Copy: "コピー",
		Paste: "ペースト", SelectAll: "すべてを選択",
	},

	Page: PageWords{
		Search:   "ロールを検索",
		Hint:     "名前、ラベル、アカウント番号、リージョンの一部か、AWS コンソールの URL を入力してください。矢印キーで選び、Enter で開きます。",
		Sessions: "セッション", Roles: "ロール", Chosen: "選択中のロール", Day: "今日のセッション",
		PageField: "コンソールのページ (空欄: いつものページ)", Region: "リージョン", Browser: "ブラウザ", Usual: "いつものブラウザ",
		Open: "コンソールを開く", Again: "新しいコードを入力する", Cancel: "サインインを中止する",
		Production: "本番", Alarm: "ほかの人の手に渡ったおそれがあります。詳しくは Halfday のメニューへ",
		None: "一致するロールはありません。", More: "{0} 個のロールが一致しました。さらに入力すると絞り込めます。",
		Left: "残り {0} 時間 {1} 分", Ended: "{0} に終了",
		BackEnded: "{0} のコンソールのセッションは終了しました。", BackEndedAt: "{0} のコンソールのセッションは {1} に終了しました。", BackHere: "サインインしてこのタブで続ける", Raise: "Halfday を表示",
		Closed:   "このタブは Halfday につながっていません。Halfday のメニューからページを開くか、ここで表示してください。",
		Lost:     "Halfday が応答しません。再び起動すると、このページはそのまま続きます。",
		Late:     "Halfday が受け付けませんでした。ページを再読み込みするか、少し待ってからもう一度お試しください。",
		NoPage:   "この URL で開けるロールはありません。",
		NoOpen:   "このロールのコンソールにはそのページやリージョンがないか、ブラウザが見つかりません。",
		BackRuns: "{0} のコンソールのセッションはまだ有効です ({1})。",
	},

	Duration: ja.duration,
	Lasts:    ja.lasting,
	Problem:  ja.problem,
}

// What several texts share.
const (
	againJA        = "続けて使うには、もう一度サインインしてください。"
	updatesJA      = "アップデート"
	roleSettingsJA = "ロールの設定…"
	doLogJA        = "もう一度お試しください。繰り返す場合は、ログで詳細を確認してください。"
	browserJA      = "繰り返す場合は、システムの設定で別の既定のブラウザを選んでください。"
)

// inJA is a time left, as it goes before a verb.
func inJA(left time.Duration) string {
	if left < time.Minute {
		return "まもなく"
	}
	return "あと" + ja.duration(left) + "で"
}

// trayInstallJA says how to get a place for the icon.
func trayInstallJA(install string) string {
	if install == "" {
		return "表示には、StatusNotifierItem に対応したパネルが必要です。"
	}
	return "次のコマンドを実行し、ログインし直すと表示されます: " + value(install)
}

const exitCodesJA = `終了コード:
  0  成功
  1  その他の失敗
  2  使い方の誤り、または使えないプロファイル
  3  キャンセル
  4  MFA コードが受け付けられなかった
  5  AWS に拒否された
  6  AWS に接続できない
`

// ja is what times, lists, problems and warnings are made of.
var ja = &language{
	less: "1分未満", minutes: "%d分", hours: "%d時間", both: "%d時間%d分", seconds: "%d秒",
	days: map[int]string{-1: "昨日 15:04", 0: "15:04", 1: "明日 15:04"}, date: "1月2日 15:04",
	comma: "、", and: "、", more: " ほか%d件",
	stops: ".。",

	lasts: map[string]string{
		"unknown":     "最長%s",
		"chained":     "%s (ロールの連鎖のため)",
		"one_code":    "%s (1つのコードで複数のロールを開くため)",
		"learned":     "%s (AWS の上限)",
		"credentials": "%s (ロールの認証情報の有効期間)",
	},
	phases: map[string]string{
		"":         "準備中…",
		"queued":   "ほかのサインインの完了待ち",
		"consent":  "開いてよいか確認中",
		"code":     "MFA コードの入力待ち",
		"assume":   "ロールの認証情報を取得中…",
		"center":   "ブラウザで Identity Center にサインインしてください",
		"exchange": "コンソールにサインイン中…",
		"open":     "ブラウザを起動中…",
	},

	unknown: Message{"問題が発生しました", "予期しない問題が発生しました{ ($kind)}。", doLogJA},
	kinds: map[string]Message{
		"code_rejected": {"MFA コードが受け付けられませんでした", "AWS はこのコードを受け付けませんでした。", "{$next_code}"},
		"code_reused":   {"使用済みの MFA コード", "このコードはすでに AWS に送信されています。", "{$next_code}"},
		"code_maybe_spent": {"AWS の応答がありません", "AWS から応答がある前に、接続が切れたか、時間切れになりました。",
			"このコードはすでに使用済みの可能性があります。次のコードを待って、もう一度サインインしてください。"},
		"code_format": {"MFA コードではありません", "MFA コードは6桁の数字です。", "MFA デバイスに表示されている数字を入力してください。"},
		"code_tries": {"MFA コードが拒否されました", "AWS がコードを3回拒否したため、中止しました。",
			"コードが正しい MFA デバイス{ ($device) }のものであること、デバイスの時計が合っていることを確認して、もう一度サインインしてください。"},
		"mfa_device_unknown": {"MFA デバイスが見つかりません", "MFA デバイス{ ($device) }は、あなたのユーザーのデバイスとして AWS に登録されていません。",
			"~/.aws/config の mfa_serial と、スマートフォンの時計を確認してください。"},
		"mfa_incomplete": {"MFA の情報が足りません", "MFA デバイスとコードの両方が必要ですが、片方しか AWS に届いていません。",
			"~/.aws/config で{$own_profile}の mfa_serial を確認してください。"},
		"no_mfa": {"MFA デバイスが未設定です", "AWS が{$the_role}の使用を許可しませんでした。プロファイルに MFA デバイスが設定されていません。",
			"MFA を必須とするロールの場合は、~/.aws/config のプロファイルに mfa_serial = arn:aws:iam::ACCOUNT:mfa/DEVICE を追加してください。そうでない場合は、次の点を確認してください。{$checks}"},
		"key_unknown": {"アクセスキーが無効です", "{$the_profile}のアクセスキーは、存在しないか無効になっています。",
			"IAM コンソールで確認し、有効なアクセスキーを ~/.aws/credentials に設定してください。AWS 中国と GovCloud のキーは、それぞれのパーティションでのみ使えます。"},
		"token_expired": {"認証情報の期限切れ", "{$the_profile}の一時的な認証情報は期限が切れています。",
			"前と同じ方法で新しい認証情報を取得して、もう一度サインインしてください。"},
		"signature": {"シークレットアクセスキーの不一致", "{$the_profile}のシークレットアクセスキーとアクセスキー ID の組み合わせが正しくありません。",
			"両方を ~/.aws/credentials に設定し直すか、IAM コンソールで新しいアクセスキーを作成してください。"},
		"clock_skew": {"時計がずれています", "このコンピュータの時計{は AWS より$ahead進んでいます|は AWS より$behind遅れています|が AWS の時刻から大きくずれています}。",
			"時刻の自動設定を有効にして、新しいコードでもう一度サインインしてください。"},
		"access_denied": {"アクセスが拒否されました", "AWS が{$the_role}の使用を許可しませんでした。", "{$why}可能性の高い順に確認してください。{$checks}"},
		"duration_role_max": {"ロールの最大セッション時間を超えています", "プロファイルで指定した{$wanted|時間}は、このロールの最大セッション時間を超えています。",
			"{次のコードでは、ロールの認証情報を$limitだけ要求します。コンソールセッションの長さは変わりません。この表示をなくすには、}" +
				"duration_seconds を小さくするか、ロールの最大セッション時間を長くしてください。"},
		"duration_chain": {"このロールは最長1時間です", "ほかのロールを経由して引き受けるロール (ロールの連鎖) は、AWS の制限により最長1時間です。",
			"{$own_profile}の duration_seconds を 3600 以下にしてください。"},
		"region_disabled": {"リージョンが無効です", "{$region~|このリージョン}では STS が有効になっていません。",
			"{次のコードでは $detail~を使います。この表示をなくすには、}{$own_profile}の region を変更するか、IAM コンソールのアカウント設定で STS を有効にしてください。"},
		"region_unknown": {"リージョンが見つかりません", "AWS に{「$region」という|この名前の}リージョンはありません。",
			"{$own_profile}の region を修正してください (例: ap-northeast-1)。"},
		"aws_refused": {"AWS に拒否されました", "AWS がサインインを拒否しました{ ($detail)}。", doLogJA},
		"throttled":   {"AWS が混み合っています", "AWS が混み合っています。", "1分ほど待ってから、もう一度お試しください。"},
		"aws_down": {"AWS で障害が発生しています", "AWS 側の問題により、応答を得られませんでした{ (ステータス $status)}。",
			"1分ほど待ってから、もう一度お試しください。大きな障害は AWS Health Dashboard で確認できます。"},
		"no_network": {"AWS に接続できません", "AWS に接続できません{ ($host)}。", "ネットワーク、VPN、プロキシを確認して、もう一度お試しください。"},
		"captive_portal": {"AWS ではない応答です", "このネットワークが AWS の代わりに応答しています{ ($host)}。",
			"先にネットワークへログインしてください。会社が TLS 通信を検査している場合は、ca_bundle を設定してください。"},
		"tls": {"AWS ではない応答です", "このネットワークが AWS の代わりに応答しており{ ($host)}、証明書を信頼できません。",
			"先にネットワークへログインしてください。会社が TLS 通信を検査している場合は、~/.aws/config に ca_bundle を設定してください。"},
		"timeout": {"AWS の応答がありません", "時間内に AWS の応答がありませんでした{ ($host)}。",
			"ネットワーク、VPN、プロキシを確認して、もう一度お試しください。"},
		"signin_refused": {"コンソールへのサインインが拒否されました", "ロールの認証情報は得られましたが、コンソールへのサインインを AWS が拒否しました。",
			"新しいコードでもう一度サインインしてください。繰り返す場合は、ログで詳細を確認してください。"},
		"signin_answer": {"予期しない応答", "AWS から予期しない応答がありました{ ($host)}。",
			"ネットワークへのログインが必要でないかを確認して、もう一度お試しください。"},
		"process_missing": {"プログラムが見つかりません", "{$the_process}が見つかりません。",
			"インストールするか、~/.aws/config にフルパスで指定してください。"},
		"process_failed": {"プログラムが失敗しました", "{$the_process}が{終了コード $status で}失敗しました{: $said}。",
			"ターミナルで実行して確認してください。認証情報が JSON で出力されるのが正常です。"},
		"process_timeout": {"プログラムが終了しません", "{$the_process}が30秒以内に終了しませんでした。",
			"ターミナルで実行して、何を待っているのかを確認してください。"},
		"process_answer": {"認証情報が得られません", "{$the_process}の出力は認証情報ではありません。",
			"ターミナルで実行して確認してください。AWS CLI と同じ形式の JSON が出力されるのが正常です。"},
		"sso_expired": {"Identity Center の期限切れ", "{$the_profile}の IAM Identity Center へのサインインは期限が切れています。",
			"ターミナルで aws sso login{ --profile $shell_profile} を実行して、もう一度お試しください。"},
		"sso_role": {"ロールを利用できません", "サインイン中のユーザーには、Identity Center のロール {$program|プロファイル $profile|プロファイル $role|このプロファイル}{ ($account)} が割り当てられていません。",
			"ブラウザで別のユーザーとしてサインインしている場合は、AWS アクセスポータルからサインアウトして、もう一度サインインしてください。そうでない場合は、アカウントの管理者に確認してください。"},
		"sso_consent": {"アクセスが拒否されました", "AWS のページでアクセスが拒否されたため、{ロール $role|このロール} の Identity Center にサインインできませんでした。",
			"もう一度お試しになり、そのページでアクセスを許可してください。"},
		"sso_timeout": {"ブラウザからの応答がありません", "Identity Center へのサインインが5分以内に終わりませんでした。タブを閉じた可能性があります。",
			"もう一度お試しください。"},
		"sso_refused": {"Identity Center に拒否されました", "{ロール $role|このロール} のサインインが Identity Center に拒否されました{ ($detail)}。",
			"もう一度お試しください。解決しない場合は、~/.aws/config の sso_start_url と sso_region を確認してください。"},
		"sso_region": {"Identity Center のリージョンが違います", "{$the_profile}の Identity Center は、sso_region のリージョンにありません。",
			"~/.aws/config の sso_region を修正してください。リージョンは、組織の AWS アクセスポータルで確認できます。"},
		"sso_cache": {"サインインを保存できません", "フォルダー ~/.aws/sso/cache に書き込めないため、Identity Center へのサインインを保存できません。",
			"書き込みの許可とディスクの空き容量を確認してください。"},
		"login_expired": {"aws login の期限切れ", "{$the_profile}の aws login は期限が切れています。",
			"ターミナルで aws login{ --profile $shell_profile} を実行して、もう一度お試しください。"},
		"source_none": noKeysJA,
		"endpoint_override": {"使用できない接続先", "AWS の代わりに指定された接続先は使えません{ ($detail)}。",
			"HALFDAY_SIGNIN_ENDPOINT と AWS_ENDPOINT_URL_STS には、https か、127.0.0.1 などのループバックアドレスの http を指定してください。または、どちらも指定しないでください。"},
		"endpoint_path": {"使用できない接続先", "HALFDAY_SIGNIN_ENDPOINT に AWS のものではないパスが含まれています{ ($detail)}。",
			"ホスト名かポート番号で終えるか、末尾を /federation にしてください。"},
		"destination": {"コンソールのページではありません", "設定にある開き先{ ($detail) }は、このロールの AWS マネジメントコンソールにありません。",
			"cloudwatch のようなサービス名、/ で始まるパス、またはページの URL を指定してください。"},
		"files_bounds": {"AWS のファイルが長すぎます", "AWS のファイルの読み込みに時間がかかりすぎます{ ($detail)}。長すぎる行があるか、1 つの値に続く行が多すぎます。",
			"その行を確認してください。値はふつう 1 行に収まります。"},
		"config": {"使用できないプロファイル", "AWS の設定ファイルの{$the_profile}は使えません。",
			"~/.aws/config を確認して、もう一度お試しください。理由はログに記録されています。"},

		// Halfday itself and the desktop: command line, dialogs, browser, settings.
		"role_unknown": {"ロールが見つかりません", "AWS の設定ファイルに{「$role」という|この名前の}ロールはありません。",
			"ロールの一覧は halfday roles で確認できます。"},
		"page_port": {"Halfday のページを開けません", "Halfday のページのためのポートを開けませんでした。",
			"Halfday を終了し、もう一度起動してください。" + doLogJA},
		"page_address": {"コンソールのページではありません", "AWS マネジメントコンソールのページの URL ではありません。",
			"ブラウザのアドレスバーから URL 全体をコピーし、引用符で囲んでください。"},
		"page_argument": {"コンソールのページではありません", "このロールの AWS マネジメントコンソールのページではありません{ ($detail)}。",
			"cloudwatch のようなサービス名、/ で始まるパス、またはページの URL を指定してください。"},
		"region_argument": {"リージョンが見つかりません", "このロールのパーティションに、このリージョンはありません{ ($region)}。",
			"us-east-1 のように指定してください。"},
		"browser_argument": {"ブラウザが見つかりません", "このコンピュータに、このブラウザはありません{ ($detail)}。",
			"使えるブラウザ: {$program|なし}。"},
		"page_no_role": {"このページのロールがありません", "AWS の設定ファイルに、{「$account」という|このページの}アカウントで使えるロールはありません。",
			"ロールの一覧と使えない理由は halfday roles で確認できます。"},
		"crashed": {"サインインが中断されました", "{$the_role}へのサインインが予期せず終了しました。", doLogJA},
		"stdin": {"MFA コードがありません", "標準入力に MFA コードがありませんでした。",
			"標準入力に6桁の数字を渡すか、--code-stdin を外してください。"},
		"cancelled": {"キャンセルしました", "サインインをキャンセルしました。", ""},
		"canceled":  {"キャンセルしました", "サインインをキャンセルしました。", ""},
		"dialog_missing": {"ダイアログを表示できません", "ダイアログを表示するプログラムがありません。",
			"zenity をインストールする{ ($detail)}か、ターミナルで halfday sign-in{ $shell_role} を実行してください。"},
		"display_missing": {"画面がありません", "ダイアログを表示する画面がありません。",
			"ターミナルで halfday sign-in{ $shell_role} を実行してください。"},
		"dialog_failed": {"ダイアログを表示できません", "{$program~がすぐに終了したため、}ダイアログを表示できませんでした{ ($detail)}。",
			"もう一度試すか、ターミナルで halfday sign-in{ $shell_role} を実行してください。"},
		"dialog_timeout": {"ダイアログを閉じました", "5分間コードの入力がなかったため、ダイアログを閉じました。",
			"コードを用意してから、もう一度ロールを選んでください。"},
		"browser_missing": {"ブラウザがありません", "コンソールを開くブラウザが見つかりません。",
			"ブラウザをインストールするか、システムの設定で既定のブラウザを選んで、もう一度お試しください。"},
		"browser_failed":      {"ブラウザが開きませんでした", "ブラウザが開きませんでした{ ($detail)}。", browserJA},
		"browser_not_fetched": {"ブラウザが開きませんでした", "60秒以内にブラウザでコンソールが開きませんでした。", browserJA},
		"browser_refused": {"ブラウザではありません", "{プログラム $asker |このコンピュータの別のユーザー}がブラウザの代わりにサインインページを求めましたが、何も渡していません。",
			"それがお使いのブラウザなら、設定で browser = \"command: PROGRAM {url}\" のように指定してください。" +
				"WSL や、ブラウザが別のコンピュータにある場合は、halfday sign-in --print-url を使ってください。"},
		"browser_contested": {"要求が重なりました", "2つのプログラムが同時にサインインページを求めたため、どちらにも渡していません。",
			"一方はお使いのブラウザです。繰り返す場合は、開いたページをほかのどのプログラムが見ているかを調べてから、サインインしてください。"},
		"session_alarm": {"第三者がセッションを使っている可能性", "ブラウザのほかに、別のプログラムが{$role|ロール}のサインインページを求めました。どちらかがセッションを持っています。",
			"ご自身で2回開いた覚えがなければ、IAM コンソールでロールを開き、「セッションの取り消し」の「アクティブなセッションの取り消し」を実行してください。" +
				"このロールのすべてのセッションが終了します。{\n\n$detail}"},
		"browser_setting": {"ブラウザが見つかりません", "このロールの設定にあるブラウザがこのコンピュータにありません{ ($detail)}。",
			"インストールするか、「" + roleSettingsJA + "」で別のブラウザを選んでください。"},
		"login_item": {"ログイン時の起動", "ログイン時の起動を変更できませんでした。", doLogJA},
		"no_home": {"ホームフォルダーがありません", "ホームフォルダーがわかりません。HOME にもユーザーデータベースにもありません。",
			"HOME にホームフォルダーのフルパスを設定して、もう一度起動してください。"},
		"place_foreign": {"他のユーザーのフォルダー", "{$detail~|この場所}は他のユーザーのものなので、何も読み込みません。",
			"HOME と XDG_ で始まる環境変数を確認し、自分のものでなければ別の場所に移してください。"},
		"place_open": {"誰でも書き込めるフォルダー", "{$detail~|この場所}には誰でも書き込めるので、何も読み込みません。",
			"設定、セッション、AWS のファイルは、自分だけが書き込めるフォルダーに置いてください。"},
		"place_relative": {"フルパスではありません", "{$detail~|相対パス}は現在のフォルダーによって変わるので、何も読み込みません。",
			"これを指定している AWS_ または HALFDAY_ の環境変数にフルパスを書いてください。"},
		"place_unreadable": {"フォルダーを確認できません", "Halfday のフォルダーを確認できませんでした{ ($detail)}。",
			"そのフォルダーのアクセス権を確認してください。"},
		"login_item_off": {"ログイン時の起動はオフです", "「システム設定」のログイン項目で、Halfdayがオフになっています。",
			"「一般」›「ログイン項目」でオンにしてください。その画面を今開きます。"},
		"login_item_place": {"ログイン時の起動", "{$detail~|このフォルダー}は一時的なフォルダーか、他の人も書き込めるフォルダーなので、ログイン時に起動できません。",
			"Halfday を自分のフォルダーかシステムのフォルダーに移し、そこから起動してください。"},
		"host_unknown": {"AWS ではないホスト", "AWS のものではないホストにコードと認証情報を送ることになりますが{ ($detail)}、まだ同意がありません。",
			"確認に答えられる形で一度サインインしてください。--code-stdin なしのターミナル、またはメニューからできます。"},
		"production_unasked": {"本番環境", "{$role|このロール} は本番環境のロールで、確認なしには開きません。ここでは確認できません。",
			"確認に答えられる形でサインインしてください。--code-stdin なしのターミナル、またはメニューからできます。"},
		"open_failed":   {"ファイルを開けません", "{$detail~|このファイル}を開くプログラムがありません。", "お使いのエディタで開いてください。"},
		"doctor_failed": {"確認できません", "設定の確認が結果を出さずに終了しました。", "ターミナルで halfday doctor を実行してください。"},
		"settings_write": {"設定を保存できません", "設定ファイルに書き込めませんでした。",
			"ディスクの空き容量と、ファイルの所有者を確認してください。"},

		// The AWS files.
		"role_arn": {"ロールの ARN ではありません", "{$the_profile}の role_arn がロールの ARN ではありません{ ($detail)}。",
			"arn:aws:iam::ACCOUNT:role/NAME の形です。IAM コンソールからコピーしてください。"},
		"partition_unknown": {"不明なパーティション", "AWS パーティション{ ($detail) }は不明です。",
			"{$the_profile}の role_arn の先頭を確認してください。通常は arn:aws: です。"},
		"partition_iso": {"未対応のパーティション", "AWS パーティション{ ($detail) }には Halfday からサインインできません。",
			"サインインの接続先が公開されていないためです。そのパーティションのコンソールを使ってください。"},
		"profile_name":  {"使えない名前", "この名前{ ($detail) }は、AWS の一部のツールで使えません。", "使えるのは文字、数字、-_./@+ だけです。"},
		"profile_taken": {"名前の重複", "同じ名前のプロファイル{ ($detail) }がすでにあります。", "別の名前を指定してください。"},
		"source_missing": {"source_profile がありません", "source_profile が指す{「$profile」という}プロファイルは、AWS の設定ファイルにありません。",
			"そのプロファイルを追加するか、~/.aws/config の source_profile を修正してください。"},
		"source_loop": {"source_profile の循環", "{$the_role}の source_profile が循環しています{ ($detail)}。",
			"最後がアクセスキーのあるプロファイルになるように修正してください。"},
		"source_too_long": {"source_profile が多すぎます", "{$the_role}の source_profile は{ $profile |最後に確認したプロファイル}の先にも続いています。",
			"途中のロールを減らし、アクセスキーのあるプロファイルにたどり着くようにしてください。"},
		"source_without_role": {"role_arn がありません", "{$the_profile}に {$detail|source_profile} がありますが、role_arn がないため AWS SDK に拒否されます。",
			"role_arn を追加するか、~/.aws/config からこの行を削除してください。"},
		"no_source": {"source_profile が未設定です", "{$the_profile}で使う認証情報が指定されていません。",
			"~/.aws/config のこのプロファイルに source_profile = NAME を追加してください。NAME はアクセスキーのあるプロファイルです。"},
		"two_sources": {"認証情報のソースが複数あります", "{$the_profile}の認証情報のソースが複数指定されています{ ($detail)}。",
			"~/.aws/config で1つだけ残してください。"},
		"no_keys": noKeysJA,
		"keys_incomplete": {"アクセスキーが不完全です", "{$the_profile}のアクセスキーに{ $detail |一部の項目}がありません。",
			"~/.aws/credentials に追加してください。"},
		"mfa_fido": {"セキュリティキーは使えません", "この API では、セキュリティキーとパスキーを使えません{ ($detail)}。",
			"IAM コンソールでユーザーに認証アプリケーションを追加し、mfa_serial に設定してください。または、セキュリティキーとパスキーに対応する aws login (AWS CLI 2.32 以降、コンソールは1時間) でサインインしてください。"},
		"mfa_serial": {"MFA デバイスではありません", "{$the_profile}の mfa_serial が MFA デバイスではありません{ ($detail)}。",
			"arn:aws:iam::ACCOUNT:mfa/DEVICE の形か、ハードウェアトークンのシリアル番号です。"},
		"web_identity": {"ウェブ ID は未対応です", "{$the_profile}の web_identity_token_file には、まだ対応していません。",
			"アクセスキーのあるプロファイルを source_profile に指定してください。"},
		"credential_source": {"未対応の credential_source", "{$the_profile}の credential_source は、このコンピュータでは使えません{ ($detail)}。",
			"source_profile か credential_source = Environment を使ってください。"},
		"sso_incomplete": {"Identity Center の設定が不足しています", "{$the_profile}の Identity Center のロールに {$detail|sso_session} がありません。",
			"~/.aws/config に追加するか、aws configure sso をもう一度実行してください。"},
		"sso_session_missing": {"sso-session がありません", "{$the_profile}の sso_session が指すセッションが ~/.aws/config にありません{ ($detail)}。",
			"sso_start_url と sso_region のある [sso-session NAME] セクションを追加してください。"},
		"sso_conflict": {"Identity Center の設定が矛盾しています", "{$the_profile}の {$detail|sso_region} が sso-session と違います。",
			"~/.aws/config のプロファイルからこの行を削除してください。"},
		"sso_value": {"Identity Center の値が正しくありません", "{$the_profile}に使えない値があります{ ($detail)}。",
			"~/.aws/config で修正してください。"},
		"environment_without_keys": {"環境変数に認証情報がありません", "{$the_profile}に必要な環境変数 AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY がありません。",
			"source_profile を使うか、環境変数を設定してから halfday を起動してください。"},
	},
	reasons: map[string]string{
		"role_arn":                 "role_arn がロールの ARN ではありません",
		"partition_unknown":        "不明なパーティション",
		"partition_iso":            "未対応のパーティション",
		"source_missing":           "source_profile がありません",
		"source_loop":              "source_profile が循環しています",
		"source_too_long":          "source_profile のつながりが長すぎます",
		"source_without_role":      "参照先に role_arn がありません",
		"no_source":                "source_profile が未設定です",
		"two_sources":              "認証情報のソースが複数あります",
		"no_keys":                  "認証情報がありません",
		"keys_incomplete":          "アクセスキーが不完全です",
		"mfa_fido":                 "セキュリティキーは使えません",
		"mfa_serial":               "mfa_serial が MFA デバイスではありません",
		"web_identity":             "ウェブ ID は未対応です",
		"credential_source":        "未対応の credential_source",
		"environment_without_keys": "環境変数に認証情報がありません",
	},
	causes: map[string]string{
		"tag_session":         "設定の tags と source_identity に応じて、ロールの信頼ポリシーで sts:TagSession と sts:SetSourceIdentity が許可されているか",
		"explicit_deny":       "組織のサービスコントロールポリシー、ロールの信頼ポリシー、ユーザーのポリシーに、該当する Deny がないか",
		"trust_policy":        "ロールの信頼ポリシーで、あなたのユーザーまたはアカウントが許可されているか",
		"trust_source":        "ロールの信頼ポリシーで、{$the_profile}のロールが許可されているか",
		"permission":          "あなたのユーザーに、このロールへの sts:AssumeRole が許可されているか",
		"permission_source":   "{$the_profile}のロールに、このロールへの sts:AssumeRole が許可されているか",
		"mfa_condition":       "ロールが MFA を必須とする場合、プロファイルに mfa_serial があるか",
		"mfa_session":         "ロールが MFA を必須とする場合、{$the_profile}の一時的な認証情報が MFA コードを使って取得されているか",
		"mfa_impossible":      "ロールが MFA を必須としていないか ({$the_profile}を経由すると MFA コードは使えません)",
		"external_id":         "external_id がロールの外部 ID と一致しているか",
		"external_id_missing": "ロールが外部 ID を求める場合、プロファイルに external_id があるか",
		"source_ip":           "VPN など、ロールが求めるネットワークから接続しているか",
		"wrong_account":       "role_arn のアカウント{ ($account) }とロール名が正しいか",
	},
	phrases: map[string]string{
		"the_role":    "{ロール $role~|このロール}",
		"the_profile": "{プロファイル $profile~|プロファイル $role~|このプロファイル}", // at fault
		"own_profile": "{プロファイル $role~|プロファイル $profile~|このプロファイル}", // where the role_arn stands
		"the_process": "{$the_profile}の credential_process{ ($program)} ",
		"next_code":   "コードは1回しか使えません。次のコード{まで$wait|を}お待ちください。",
		"denied":      "AWS によると、ポリシーで明示的に拒否されています。",
		"unsaid":      "AWS は理由を示しません。",
		"at_line":     "{$file|ファイル} {$line}行目: ",
		"the_file":    "{$file~|ファイル}", // goes before warnings about a whole file
		"in_file":     "{$file|ファイル}: ",
		"passed_over": "読み飛ばしました{ ($kind)}",
	},
	warned: Message{"AWS の設定ファイル", "{$warning}。", "ファイルが変更されると、自動で読み直します。"},
	warnings: map[string]string{
		"file_missing":    "がまだありません。[profile NAME]、role_arn、source_profile を書いて作成してください",
		"file_unreadable": "を読み取れません",
		"file_not_file":   "は通常のファイルではありません",
		"file_loop":       "のリンクが循環しています",
		"file_too_large":  "は 5 MiB を超えています",
		"file_binary":     "はテキストファイルではありません",
		"line_ignored":    "この行は解釈できません",
		"header_ignored":  "セクションの見出しが不完全です",
		"line_quote":      "値が引用符ひとつだけです。このままでは AWS SDK がファイルを読めません",
	},
}

// noKeysJA is said of a profile and of the source of a role.
var noKeysJA = Message{"認証情報がありません", "{$the_profile}に認証情報がありません。",
	"~/.aws/credentials のこのプロファイルに aws_access_key_id と aws_secret_access_key を追加してください。"}
