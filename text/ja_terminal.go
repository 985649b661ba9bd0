package text

import (
	"fmt"
	"time"
)

func terminalJA() TerminalWords {
	return TerminalWords{
		Usage:       usageJA,
		SignInUsage: signInUsageJA,
		OpenUsage:   openUsageJA,
		PageUsage:   pageUsageJA,
		RolesUsage:  rolesUsageJA,
		SignedIn: func(role string, until, now time.Time) string {
			return fmt.Sprintf("%s にサインインしました。セッションの終了は %s です。", name(role), clockJA(until, now))
		},
		Watching: "10秒間、ほかのプログラムがこのリンクを使わないか見張ります (Ctrl-C で終了)。",
		PrintedURL: func(until, now time.Time) string {
			return fmt.Sprintf("この URL は15分以内に開いてください。URL を知っている人は誰でもサインインできるため、他人に渡さないでください。\n"+
				"コンソールセッションの終了は %s です。", clockJA(until, now))
		},
		// Wide letters would put the columns below them out of line.
		NoRole:      noRoleJA,
		RoleColumns: []string{"PROFILE", "ACCOUNT", "REGION", "SOURCE", "MFA", "CONSOLE", "PROBLEM"},
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
	}
}

const usageJA = `Halfday は、メニューバーから AWS マネジメントコンソールを開きます。クリックして
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

` + exitCodesJA

const signInUsageJA = `使い方:
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

` + exitCodesJA

const openUsageJA = `使い方:
  halfday open URL

AWS マネジメントコンソールのページを、その URL のアカウントにあるロールで開きます。
ロールが複数あれば、どれを使うか尋ねます。URL にアカウントがない場合は、同じ
パーティションのロールを一覧表示します。URL は引用符で囲んでください。

` + exitCodesJA

const pageUsageJA = `使い方:
  halfday page

ブラウザで Halfday を開きます。すべてのロールの検索、セッションの残り時間、開くペー
ジやリージョンの選択ができます。トレイが起動していなければ起動します。MFA コードは
ダイアログで尋ね、ページでは尋ねません。

` + exitCodesJA

const rolesUsageJA = `使い方:
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
`

var noRoleJA = oneOf(map[string]string{
	"keys":      "IAM ユーザーのアクセスキーです。role_arn のあるプロファイルを作り、source_profile にこのプロファイルを指定してください。",
	"temporary": "一時的な認証情報です。role_arn のあるプロファイルの source_profile に指定できます (コンソールは1時間)。",
	"login":     "aws login のプロファイルで、コンソールは aws login で開けます。role_arn のあるプロファイルの source_profile に指定できます。",
	"process":   "プログラムが出力する認証情報です。role_arn のあるプロファイルを作り、source_profile にこのプロファイルを指定してください。",
	"sso":       "Identity Center の sso_account_id と sso_role_name がありません。両方を追加するか、aws configure sso を実行してください。",
}, "認証情報も role_arn もないプロファイルです。")

const exitCodesJA = `終了コード:
  0  成功
  1  その他の失敗
  2  使い方の誤り、または使えないプロファイル
  3  キャンセル
  4  MFA コードが受け付けられなかった
  5  AWS に拒否された
  6  AWS に接続できない
`
