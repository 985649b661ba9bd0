package text

// reasonsJA say in few words why a role cannot work.
var reasonsJA = map[string]string{
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
}

// noKeysJA is said of a profile and of the source of a role.
var noKeysJA = Message{"認証情報がありません", "{$the_profile}に認証情報がありません。",
	"~/.aws/credentials のこのプロファイルに aws_access_key_id と aws_secret_access_key を追加してください。"}

// roleProblemsJA are the reasons of roles.ProblemKind.
var roleProblemsJA = map[string]Message{
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
