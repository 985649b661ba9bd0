package text

import (
	"fmt"
	"strings"
)

// reasonJA says in few words why a role cannot work, for its line in the menu.
func reasonJA(p Problem) string {
	switch p.Kind {
	case "role_arn":
		return "role_arn がロールの ARN ではありません"
	case "partition_unknown":
		return "不明なパーティション"
	case "partition_iso":
		return "未対応のパーティション"
	case "source_missing":
		return "source_profile がありません"
	case "source_loop":
		return "source_profile が循環しています"
	case "source_too_long":
		return "source_profile のつながりが長すぎます"
	case "source_without_role":
		return "参照先に role_arn がありません"
	case "no_source":
		return "source_profile が未設定です"
	case "two_sources":
		return "認証情報のソースが複数あります"
	case "no_keys":
		return "認証情報がありません"
	case "keys_incomplete":
		return "アクセスキーが不完全です"
	case "mfa_fido":
		return "セキュリティキーは使えません"
	case "mfa_serial":
		return "mfa_serial が MFA デバイスではありません"
	case "web_identity":
		return "ウェブ ID は未対応です"
	case "credential_source":
		return "未対応の credential_source"
	case "environment_without_keys":
		return "環境変数に認証情報がありません"
	}
	return problemJA(p).Title
}

func noKeysJA(p Problem) Message {
	return Message{"認証情報がありません", profileOfJA(p) + "に認証情報がありません。",
		keysEN + " のこのプロファイルに aws_access_key_id と aws_secret_access_key を追加してください。"}
}

// roleProblemsJA are the reasons of roles.ProblemKind.
var roleProblemsJA = map[string]func(p Problem) Message{
	"role_arn": func(p Problem) Message {
		return Message{"ロールの ARN ではありません", profileOfJA(p) + "の role_arn がロールの ARN ではありません" + inBrackets(p.Detail) + "。",
			"arn:aws:iam::ACCOUNT:role/NAME の形です。IAM コンソールからコピーしてください。"}
	},
	"partition_unknown": func(p Problem) Message {
		return Message{"不明なパーティション", spaced("AWS パーティション"+inBrackets(p.Detail)) + "は不明です。",
			profileOfJA(p) + "の role_arn の先頭を確認してください。通常は arn:aws: です。"}
	},
	"partition_iso": func(p Problem) Message {
		return Message{"未対応のパーティション", spaced("AWS パーティション"+inBrackets(p.Detail)) + "には Halfday からサインインできません。",
			"サインインの接続先が公開されていないためです。そのパーティションのコンソールを使ってください。"}
	},
	"profile_name": func(p Problem) Message {
		return Message{"使えない名前", spaced("この名前"+inBrackets(p.Detail)) + "は、AWS の一部のツールで使えません。",
			"使えるのは文字、数字、-_./@+ だけです。"}
	},
	"profile_taken": func(p Problem) Message {
		return Message{"名前の重複", spaced("同じ名前のプロファイル"+inBrackets(p.Detail)) + "がすでにあります。",
			"別の名前を指定してください。"}
	},
	"source_missing": func(p Problem) Message {
		return Message{"source_profile がありません", "source_profile が指す" + bracketed(p.Profile) + "プロファイルは、AWS の設定ファイルにありません。",
			"そのプロファイルを追加するか、" + configEN + " の source_profile を修正してください。"}
	},
	"source_loop": func(p Problem) Message {
		return Message{"source_profile の循環", spaced(roleJA(p)) + "の source_profile が循環しています" + inBrackets(p.Detail) + "。",
			"最後がアクセスキーのあるプロファイルになるように修正してください。"}
	},
	"source_too_long": func(p Problem) Message {
		return Message{"source_profile が多すぎます", spaced(roleJA(p)) + "の source_profile は" + or(latin(p.Profile), "最後に確認したプロファイル") + "の先にも続いています。",
			"途中のロールを減らし、アクセスキーのあるプロファイルにたどり着くようにしてください。"}
	},
	"source_without_role": func(p Problem) Message {
		return Message{"role_arn がありません", spaced(profileJA(p)) + "に " + or(p.Detail, "source_profile") + " がありますが、role_arn がないため AWS SDK に拒否されます。",
			"role_arn を追加するか、" + configEN + " からこの行を削除してください。"}
	},
	"no_source": func(p Problem) Message {
		return Message{"source_profile が未設定です", profileOfJA(p) + "で使う認証情報が指定されていません。",
			configEN + " のこのプロファイルに source_profile = NAME を追加してください。NAME はアクセスキーのあるプロファイルです。"}
	},
	"two_sources": func(p Problem) Message {
		return Message{"認証情報のソースが複数あります", profileOfJA(p) + "の認証情報のソースが複数指定されています" + inBrackets(p.Detail) + "。",
			configEN + " で1つだけ残してください。"}
	},
	"no_keys": noKeysJA,
	"keys_incomplete": func(p Problem) Message {
		return Message{"アクセスキーが不完全です", fmt.Sprintf("%sのアクセスキーに%sがありません。", profileOfJA(p), or(latin(p.Detail), "一部の項目")),
			keysEN + " に追加してください。"}
	},
	"mfa_fido": func(p Problem) Message {
		return Message{"セキュリティキーは使えません", "この API では、セキュリティキーとパスキーを使えません" + inBrackets(p.Detail) + "。",
			"IAM コンソールでユーザーに認証アプリケーションを追加し、mfa_serial に設定してください。または、セキュリティキーとパスキーに対応する aws login (AWS CLI 2.32 以降、コンソールは1時間) でサインインしてください。"}
	},
	"mfa_serial": func(p Problem) Message {
		return Message{"MFA デバイスではありません", profileOfJA(p) + "の mfa_serial が MFA デバイスではありません" + inBrackets(p.Detail) + "。",
			"arn:aws:iam::ACCOUNT:mfa/DEVICE の形か、ハードウェアトークンのシリアル番号です。"}
	},
	"web_identity": func(p Problem) Message {
		return Message{"ウェブ ID は未対応です", profileOfJA(p) + "の web_identity_token_file には、まだ対応していません。",
			"アクセスキーのあるプロファイルを source_profile に指定してください。"}
	},
	"credential_source": func(p Problem) Message {
		return Message{"未対応の credential_source", profileOfJA(p) + "の credential_source は、このコンピュータでは使えません" + inBrackets(p.Detail) + "。",
			"source_profile か credential_source = Environment を使ってください。"}
	},
	"sso_incomplete": func(p Problem) Message {
		return Message{"Identity Center の設定が不足しています", profileOfJA(p) + "の Identity Center のロールに " + or(p.Detail, "sso_session") + " がありません。",
			configEN + " に追加するか、aws configure sso をもう一度実行してください。"}
	},
	"sso_session_missing": func(p Problem) Message {
		return Message{"sso-session がありません", profileOfJA(p) + "の sso_session が指すセッションが " + configEN + " にありません" + inBrackets(p.Detail) + "。",
			"sso_start_url と sso_region のある [sso-session NAME] セクションを追加してください。"}
	},
	"sso_conflict": func(p Problem) Message {
		return Message{"Identity Center の設定が矛盾しています", fmt.Sprintf("%sの %s が sso-session と違います。", profileOfJA(p), or(p.Detail, "sso_region")),
			configEN + " のプロファイルからこの行を削除してください。"}
	},
	"sso_value": func(p Problem) Message {
		return Message{"Identity Center の値が正しくありません", profileOfJA(p) + "に使えない値があります" + inBrackets(p.Detail) + "。",
			configEN + " で修正してください。"}
	},
	"environment_without_keys": func(p Problem) Message {
		return Message{"環境変数に認証情報がありません", profileOfJA(p) + "に必要な環境変数 AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY がありません。",
			"source_profile を使うか、環境変数を設定してから halfday を起動してください。"}
	},
}

// latin puts spaces around s, as between Latin letters and Japanese ones; ""
// stays "".
func latin(s string) string {
	if s == "" {
		return ""
	}
	return " " + s + " "
}

// warningsJA are the texts of roles.WarningKind, without file and line.
var warningsJA = map[string]string{
	"file_missing":    "がまだありません。[profile NAME]、role_arn、source_profile を書いて作成してください",
	"file_unreadable": "を読み取れません",
	"file_not_file":   "は通常のファイルではありません",
	"file_loop":       "のリンクが循環しています",
	"file_too_large":  "は 5 MiB を超えています",
	"file_binary":     "はテキストファイルではありません",
	"line_ignored":    "この行は解釈できません",
	"header_ignored":  "セクションの見出しが不完全です",
	"line_quote":      "値が引用符ひとつだけです。このままでは AWS SDK がファイルを読めません",
}

func warningJA(kind, file string, line int) string {
	what, ok := warningsJA[kind]
	if !ok {
		what = "読み飛ばしました" + inBrackets(name(kind))
	}
	file = or(value(file), "ファイル")
	switch {
	case line > 0:
		return fmt.Sprintf("%s %d行目: %s", file, line, what)
	case strings.HasPrefix(kind, "file_"):
		return spaced(file) + what
	default:
		return file + ": " + what
	}
}
