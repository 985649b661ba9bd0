package text

// appProblemsJA are the problems of Halfday itself and of the desktop: its
// command line, dialogs, the browser, the settings.
var appProblemsJA = map[string]func(p Problem) Message{
	"role_unknown": func(p Problem) Message {
		return Message{"ロールが見つかりません", "AWS の設定ファイルに" + or(bracketed(p.Role), "この名前の") + "ロールはありません。",
			"ロールの一覧は halfday roles で確認できます。"}
	},
	"page_port": func(Problem) Message {
		return Message{"Halfday のページを開けません", "Halfday のページのためのポートを開けませんでした。", "Halfday を終了し、もう一度起動してください。" + doLogJA}
	},
	"page_address": func(Problem) Message {
		return Message{"コンソールのページではありません", "AWS マネジメントコンソールのページの URL ではありません。",
			"ブラウザのアドレスバーから URL 全体をコピーし、引用符で囲んでください。"}
	},
	"page_argument": func(p Problem) Message {
		return Message{"コンソールのページではありません", "このロールの AWS マネジメントコンソールのページではありません" + inBrackets(value(p.Detail)) + "。",
			"cloudwatch のようなサービス名、/ で始まるパス、またはページの URL を指定してください。"}
	},
	"region_argument": func(p Problem) Message {
		return Message{"リージョンが見つかりません", "このロールのパーティションに、このリージョンはありません" + inBrackets(p.Region) + "。", "us-east-1 のように指定してください。"}
	},
	"browser_argument": func(p Problem) Message {
		return Message{"ブラウザが見つかりません", "このコンピュータに、このブラウザはありません" + inBrackets(value(p.Detail)) + "。", "使えるブラウザ: " + or(p.Program, "なし") + "。"}
	},
	"page_no_role": func(p Problem) Message {
		return Message{"このページのロールがありません", "AWS の設定ファイルに、" + or(bracketed(account(p.Account)), "このページの") + "アカウントで使えるロールはありません。",
			"ロールの一覧と使えない理由は halfday roles で確認できます。"}
	},
	"crashed": func(p Problem) Message {
		return Message{"サインインが中断されました", spaced(roleJA(p)) + "へのサインインが予期せず終了しました。", doLogJA}
	},
	"stdin": func(p Problem) Message {
		return Message{"MFA コードがありません", "標準入力に MFA コードがありませんでした。",
			"標準入力に6桁の数字を渡すか、--code-stdin を外してください。"}
	},
	"cancelled": cancelledJA,
	"canceled":  cancelledJA,
	"dialog_missing": func(p Problem) Message {
		return Message{"ダイアログを表示できません", "ダイアログを表示するプログラムがありません。",
			"zenity をインストールする" + inBrackets(p.Detail) + "か、ターミナルで halfday sign-in" + argument("", p.Role) + " を実行してください。"}
	},
	"display_missing": func(p Problem) Message {
		return Message{"画面がありません", "ダイアログを表示する画面がありません。",
			"ターミナルで halfday sign-in" + argument("", p.Role) + " を実行してください。"}
	},
	"dialog_failed": func(p Problem) Message {
		what := "ダイアログを表示できませんでした"
		if p.Program != "" {
			what = spaced(p.Program) + "がすぐに終了したため、ダイアログを表示できませんでした"
		}
		return Message{"ダイアログを表示できません", what + inBrackets(p.Detail) + "。",
			"もう一度試すか、ターミナルで halfday sign-in" + argument("", p.Role) + " を実行してください。"}
	},
	"dialog_timeout": func(p Problem) Message {
		return Message{"ダイアログを閉じました", "5分間コードの入力がなかったため、ダイアログを閉じました。",
			"コードを用意してから、もう一度ロールを選んでください。"}
	},
	"browser_missing": func(p Problem) Message {
		return Message{"ブラウザがありません", "コンソールを開くブラウザが見つかりません。",
			"ブラウザをインストールするか、システムの設定で既定のブラウザを選んで、もう一度お試しください。"}
	},
	"browser_failed": func(p Problem) Message {
		return Message{"ブラウザが開きませんでした", "ブラウザが開きませんでした" + inBrackets(p.Detail) + "。", browserJA}
	},
	"browser_not_fetched": func(p Problem) Message {
		return Message{"ブラウザが開きませんでした", "60秒以内にブラウザでコンソールが開きませんでした。", browserJA}
	},
	"browser_refused": func(p Problem) Message {
		who := "このコンピュータの別のユーザー"
		if p.Program != "" {
			who = "プログラム " + name(p.Program) + " "
		}
		return Message{"ブラウザではありません", who + "がブラウザの代わりにサインインページを求めましたが、何も渡していません。",
			"それがお使いのブラウザなら、設定で browser = \"command: PROGRAM {url}\" のように指定してください。WSL や、ブラウザが別のコンピュータにある場合は、halfday sign-in --print-url を使ってください。"}
	},
	"browser_contested": func(Problem) Message {
		return Message{"要求が重なりました", "2つのプログラムが同時にサインインページを求めたため、どちらにも渡していません。",
			"一方はお使いのブラウザです。繰り返す場合は、開いたページをほかのどのプログラムが見ているかを調べてから、サインインしてください。"}
	},
	"session_alarm": func(p Problem) Message {
		do := "ご自身で2回開いた覚えがなければ、IAM コンソールでロールを開き、「セッションの取り消し」の「アクティブなセッションの取り消し」を実行してください。このロールのすべてのセッションが終了します。"
		if p.Detail != "" {
			do += "\n\n" + value(p.Detail)
		}
		return Message{"第三者がセッションを使っている可能性", "ブラウザのほかに、別のプログラムが" + or(name(p.Role), "ロール") + "のサインインページを求めました。どちらかがセッションを持っています。", do}
	},
	"browser_setting": func(p Problem) Message {
		return Message{"ブラウザが見つかりません", "このロールの設定にあるブラウザがこのコンピュータにありません" + inBrackets(p.Detail) + "。",
			"インストールするか、「" + roleWordsJA().Menu + "」で別のブラウザを選んでください。"}
	},
	"login_item": func(p Problem) Message {
		return Message{"ログイン時の起動", "ログイン時の起動を変更できませんでした。", doLogJA}
	},
	"no_home": func(Problem) Message {
		return Message{"ホームフォルダーがありません", "ホームフォルダーがわかりません。HOME にもユーザーデータベースにもありません。",
			"HOME にホームフォルダーのフルパスを設定して、もう一度起動してください。"}
	},
	"place_foreign": func(p Problem) Message {
		return Message{"他のユーザーのフォルダー", spaced(or(p.Detail, "この場所")) + "は他のユーザーのものなので、何も読み込みません。",
			"HOME と XDG_ で始まる環境変数を確認し、自分のものでなければ別の場所に移してください。"}
	},
	"place_open": func(p Problem) Message {
		return Message{"誰でも書き込めるフォルダー", spaced(or(p.Detail, "この場所")) + "には誰でも書き込めるので、何も読み込みません。",
			"設定、セッション、AWS のファイルは、自分だけが書き込めるフォルダーに置いてください。"}
	},
	"place_relative": func(p Problem) Message {
		return Message{"フルパスではありません", spaced(or(p.Detail, "相対パス")) + "は現在のフォルダーによって変わるので、何も読み込みません。",
			"これを指定している AWS_ または HALFDAY_ の環境変数にフルパスを書いてください。"}
	},
	"place_unreadable": func(p Problem) Message {
		return Message{"フォルダーを確認できません", "Halfday のフォルダーを確認できませんでした" + inBrackets(p.Detail) + "。",
			"そのフォルダーのアクセス権を確認してください。"}
	},
	"login_item_off": func(Problem) Message {
		return Message{"ログイン時の起動はオフです", "「システム設定」のログイン項目で、Halfdayがオフになっています。",
			"「一般」›「ログイン項目」でオンにしてください。その画面を今開きます。"}
	},
	"login_item_place": func(p Problem) Message {
		return Message{"ログイン時の起動", spaced(or(p.Detail, "このフォルダー")) + "は一時的なフォルダーか、他の人も書き込めるフォルダーなので、ログイン時に起動できません。",
			"Halfday を自分のフォルダーかシステムのフォルダーに移し、そこから起動してください。"}
	},
	"host_unknown": func(p Problem) Message {
		return Message{"AWS ではないホスト", "AWS のものではないホストにコードと認証情報を送ることになりますが" + inBrackets(p.Detail) + "、まだ同意がありません。",
			"確認に答えられる形で一度サインインしてください。--code-stdin なしのターミナル、またはメニューからできます。"}
	},
	"production_unasked": func(p Problem) Message {
		return Message{"本番環境", or(p.Role, "このロール") + " は本番環境のロールで、確認なしには開きません。ここでは確認できません。",
			"確認に答えられる形でサインインしてください。--code-stdin なしのターミナル、またはメニューからできます。"}
	},
	"open_failed": func(p Problem) Message {
		return Message{"ファイルを開けません", spaced(or(p.Detail, "このファイル")) + "を開くプログラムがありません。",
			"お使いのエディタで開いてください。"}
	},
	"doctor_failed": func(p Problem) Message {
		return Message{"確認できません", "設定の確認が結果を出さずに終了しました。", "ターミナルで halfday doctor を実行してください。"}
	},
	"settings_write": func(p Problem) Message {
		return Message{"設定を保存できません", "設定ファイルに書き込めませんでした。",
			"ディスクの空き容量と、ファイルの所有者を確認してください。"}
	},
}

const browserJA = "繰り返す場合は、システムの設定で別の既定のブラウザを選んでください。"

func cancelledJA(Problem) Message {
	return Message{"キャンセルしました", "サインインをキャンセルしました。", ""}
}
