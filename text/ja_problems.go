package text

import (
	"fmt"
	"slices"
	"strings"
)

func problemJA(p Problem) Message {
	p = p.clean()
	if message, ok := problemsJA[p.Kind]; ok {
		return message(p)
	}
	if message, ok := appProblemsJA[p.Kind]; ok {
		return message(p)
	}
	if message, ok := roleProblemsJA[p.Kind]; ok {
		return message(p)
	}
	if _, ok := warningsJA[p.Kind]; ok {
		return Message{"AWS の設定ファイル", warningJA(p.Kind, p.Detail, 0) + "。", "ファイルが変更されると、自動で読み直します。"}
	}
	return Message{"問題が発生しました", "予期しない問題が発生しました" + inBrackets(name(p.Kind)) + "。", doLogJA}
}

const doLogJA = "もう一度お試しください。繰り返す場合は、ログで詳細を確認してください。"

// profileJA names the profile at fault.
func profileJA(p Problem) string {
	if s := p.atFault(); s != "" {
		return "プロファイル " + s
	}
	return "このプロファイル"
}

// roleJA names the role.
func roleJA(p Problem) string {
	if p.Role != "" {
		return "ロール " + p.Role
	}
	return "このロール"
}

// ownRoleJA names the role, spaced for what follows.
func ownRoleJA(p Problem) string { return spaced(roleJA(p)) }

// spaced puts the space that separates Latin letters from Japanese ones after
// s where it ends in Latin.
func spaced(s string) string {
	if s != "" && s[len(s)-1] < 0x80 {
		return s + " "
	}
	return s
}

// processJA names a credential_process.
func processJA(p Problem) string {
	return spaced(profileOfJA(p) + "の credential_process" + inBrackets(p.Program))
}

var problemsJA = map[string]func(p Problem) Message{
	"code_rejected": func(p Problem) Message {
		return Message{"MFA コードが受け付けられませんでした", "AWS はこのコードを受け付けませんでした。", nextCodeJA(p)}
	},
	"code_reused": func(p Problem) Message {
		return Message{"使用済みの MFA コード", "このコードはすでに AWS に送信されています。", nextCodeJA(p)}
	},
	"code_maybe_spent": func(p Problem) Message {
		return Message{"AWS の応答がありません", "AWS から応答がある前に、接続が切れたか、時間切れになりました。",
			"このコードはすでに使用済みの可能性があります。次のコードを待って、もう一度サインインしてください。"}
	},
	"code_format": func(p Problem) Message {
		return Message{"MFA コードではありません", "MFA コードは6桁の数字です。", "MFA デバイスに表示されている数字を入力してください。"}
	},
	"code_tries": func(p Problem) Message {
		return Message{"MFA コードが拒否されました", "AWS がコードを3回拒否したため、中止しました。",
			"コードが" + spaced("正しい MFA デバイス"+inBrackets(p.Device)) + "のものであること、デバイスの時計が合っていることを確認して、もう一度サインインしてください。"}
	},
	"mfa_device_unknown": func(p Problem) Message {
		return Message{"MFA デバイスが見つかりません", spaced("MFA デバイス"+inBrackets(p.Device)) + "は、あなたのユーザーのデバイスとして AWS に登録されていません。",
			configEN + " の mfa_serial と、スマートフォンの時計を確認してください。"}
	},
	"mfa_incomplete": func(p Problem) Message {
		return Message{"MFA の情報が足りません", "MFA デバイスとコードの両方が必要ですが、片方しか AWS に届いていません。",
			configEN + " で" + ownJA(p) + "の mfa_serial を確認してください。"}
	},
	"no_mfa": func(p Problem) Message {
		return Message{"MFA デバイスが未設定です", "AWS が" + ownRoleJA(p) + "の使用を許可しませんでした。プロファイルに MFA デバイスが設定されていません。",
			"MFA を必須とするロールの場合は、" + configEN + " のプロファイルに mfa_serial = arn:aws:iam::ACCOUNT:mfa/DEVICE を追加してください。そうでない場合は、次の点を確認してください。" + numbered(p, causeJA)}
	},
	"key_unknown": func(p Problem) Message {
		return Message{"アクセスキーが無効です", profileOfJA(p) + "のアクセスキーは、存在しないか無効になっています。",
			"IAM コンソールで確認し、有効なアクセスキーを " + keysEN + " に設定してください。AWS 中国と GovCloud のキーは、それぞれのパーティションでのみ使えます。"}
	},
	"token_expired": func(p Problem) Message {
		return Message{"認証情報の期限切れ", profileOfJA(p) + "の一時的な認証情報は期限が切れています。",
			"前と同じ方法で新しい認証情報を取得して、もう一度サインインしてください。"}
	},
	"signature": func(p Problem) Message {
		return Message{"シークレットアクセスキーの不一致", profileOfJA(p) + "のシークレットアクセスキーとアクセスキー ID の組み合わせが正しくありません。",
			"両方を " + keysEN + " に設定し直すか、IAM コンソールで新しいアクセスキーを作成してください。"}
	},
	"clock_skew": func(p Problem) Message {
		what := "このコンピュータの時計が AWS の時刻から大きくずれています。"
		if p.Skew > 0 {
			what = fmt.Sprintf("このコンピュータの時計は AWS より%s進んでいます。", waitJA(nearly(p.Skew)))
		} else if p.Skew < 0 {
			what = fmt.Sprintf("このコンピュータの時計は AWS より%s遅れています。", waitJA(nearly(-p.Skew)))
		}
		return Message{"時計がずれています", what, "時刻の自動設定を有効にして、新しいコードでもう一度サインインしてください。"}
	},
	"access_denied": func(p Problem) Message {
		return Message{"アクセスが拒否されました", "AWS が" + ownRoleJA(p) + "の使用を許可しませんでした。", causesJA(p)}
	},
	"duration_role_max": func(p Problem) Message {
		what := "プロファイルで指定した時間は、このロールの最大セッション時間を超えています。"
		if p.Wanted > 0 {
			what = fmt.Sprintf("プロファイルで指定した%sは、このロールの最大セッション時間を超えています。", durationJA(p.Wanted))
		}
		do := "duration_seconds を小さくするか、ロールの最大セッション時間を長くしてください。"
		if p.Limit > 0 {
			do = fmt.Sprintf("次のコードでは、ロールの認証情報を%sだけ要求します。コンソールセッションの長さは変わりません。この表示をなくすには、%s", durationJA(p.Limit), do)
		}
		return Message{"ロールの最大セッション時間を超えています", what, do}
	},
	"duration_chain": func(p Problem) Message {
		return Message{"このロールは最長1時間です", "ほかのロールを経由して引き受けるロール (ロールの連鎖) は、AWS の制限により最長1時間です。",
			ownJA(p) + "の duration_seconds を 3600 以下にしてください。"}
	},
	"region_disabled": func(p Problem) Message {
		do := ownJA(p) + "の region を変更するか、IAM コンソールのアカウント設定で STS を有効にしてください。"
		if p.Detail != "" {
			do = "次のコードでは " + spaced(p.Detail) + "を使います。この表示をなくすには、" + do
		}
		return Message{"リージョンが無効です", spaced(or(p.Region, "このリージョン")) + "では STS が有効になっていません。", do}
	},
	"region_unknown": func(p Problem) Message {
		return Message{"リージョンが見つかりません", "AWS に" + or(bracketed(p.Region), "この名前の") + "リージョンはありません。",
			ownJA(p) + "の region を修正してください (例: ap-northeast-1)。"}
	},
	"aws_refused": func(p Problem) Message {
		return Message{"AWS に拒否されました", "AWS がサインインを拒否しました" + inBrackets(p.Detail) + "。", doLogJA}
	},
	"throttled": func(p Problem) Message {
		return Message{"AWS が混み合っています", "AWS が混み合っています。", "1分ほど待ってから、もう一度お試しください。"}
	},
	"aws_down": func(p Problem) Message {
		return Message{"AWS で障害が発生しています", "AWS 側の問題により、応答を得られませんでした" + inBrackets(statusJA(p)) + "。",
			"1分ほど待ってから、もう一度お試しください。大きな障害は AWS Health Dashboard で確認できます。"}
	},
	"no_network": func(p Problem) Message {
		return Message{"AWS に接続できません", "AWS に接続できません" + inBrackets(p.Host) + "。",
			"ネットワーク、VPN、プロキシを確認して、もう一度お試しください。"}
	},
	"captive_portal": func(p Problem) Message {
		return Message{"AWS ではない応答です", "このネットワークが AWS の代わりに応答しています" + inBrackets(p.Host) + "。",
			"先にネットワークへログインしてください。会社が TLS 通信を検査している場合は、ca_bundle を設定してください。"}
	},
	"tls": func(p Problem) Message {
		return Message{"AWS ではない応答です", "このネットワークが AWS の代わりに応答しており" + inBrackets(p.Host) + "、証明書を信頼できません。",
			"先にネットワークへログインしてください。会社が TLS 通信を検査している場合は、" + configEN + " に ca_bundle を設定してください。"}
	},
	"timeout": func(p Problem) Message {
		return Message{"AWS の応答がありません", "時間内に AWS の応答がありませんでした" + inBrackets(p.Host) + "。",
			"ネットワーク、VPN、プロキシを確認して、もう一度お試しください。"}
	},
	"signin_refused": func(p Problem) Message {
		return Message{"コンソールへのサインインが拒否されました", "ロールの認証情報は得られましたが、コンソールへのサインインを AWS が拒否しました。",
			"新しいコードでもう一度サインインしてください。繰り返す場合は、ログで詳細を確認してください。"}
	},
	"signin_answer": func(p Problem) Message {
		return Message{"予期しない応答", "AWS から予期しない応答がありました" + inBrackets(p.Host) + "。",
			"ネットワークへのログインが必要でないかを確認して、もう一度お試しください。"}
	},
	"process_missing": func(p Problem) Message {
		return Message{"プログラムが見つかりません", processJA(p) + "が見つかりません。",
			"インストールするか、" + configEN + " にフルパスで指定してください。"}
	},
	"process_failed": func(p Problem) Message {
		what := processJA(p) + "が失敗しました"
		if p.Status != 0 {
			what = fmt.Sprintf("%sが終了コード %d で失敗しました", processJA(p), p.Status)
		}
		if p.Detail != "" {
			what += ": " + strings.TrimRight(p.Detail, ".。")
		}
		return Message{"プログラムが失敗しました", what + "。", "ターミナルで実行して確認してください。認証情報が JSON で出力されるのが正常です。"}
	},
	"process_timeout": func(p Problem) Message {
		return Message{"プログラムが終了しません", processJA(p) + "が30秒以内に終了しませんでした。", "ターミナルで実行して、何を待っているのかを確認してください。"}
	},
	"process_answer": func(p Problem) Message {
		return Message{"認証情報が得られません", processJA(p) + "の出力は認証情報ではありません。",
			"ターミナルで実行して確認してください。AWS CLI と同じ形式の JSON が出力されるのが正常です。"}
	},
	"sso_expired": func(p Problem) Message {
		return Message{"Identity Center の期限切れ", profileOfJA(p) + "の IAM Identity Center へのサインインは期限が切れています。",
			"ターミナルで aws sso login" + argument("--profile", p.atFault()) + " を実行して、もう一度お試しください。"}
	},
	"sso_role": func(p Problem) Message {
		return Message{"ロールを利用できません", "サインイン中のユーザーには、Identity Center のロール " + or(p.Program, profileJA(p)) + inBrackets(account(p.Account)) + " が割り当てられていません。",
			"ブラウザで別のユーザーとしてサインインしている場合は、AWS アクセスポータルからサインアウトして、もう一度サインインしてください。そうでない場合は、アカウントの管理者に確認してください。"}
	},
	"sso_consent": func(p Problem) Message {
		return Message{"アクセスが拒否されました", "AWS のページでアクセスが拒否されたため、" + roleJA(p) + " の Identity Center にサインインできませんでした。",
			"もう一度お試しになり、そのページでアクセスを許可してください。"}
	},
	"sso_timeout": func(p Problem) Message {
		return Message{"ブラウザからの応答がありません", "Identity Center へのサインインが5分以内に終わりませんでした。タブを閉じた可能性があります。",
			"もう一度お試しください。"}
	},
	"sso_refused": func(p Problem) Message {
		return Message{"Identity Center に拒否されました", roleJA(p) + " のサインインが Identity Center に拒否されました" + inBrackets(p.Detail) + "。",
			"もう一度お試しください。解決しない場合は、" + configEN + " の sso_start_url と sso_region を確認してください。"}
	},
	"sso_region": func(p Problem) Message {
		return Message{"Identity Center のリージョンが違います", profileOfJA(p) + "の Identity Center は、sso_region のリージョンにありません。",
			configEN + " の sso_region を修正してください。リージョンは、組織の AWS アクセスポータルで確認できます。"}
	},
	"sso_cache": func(p Problem) Message {
		return Message{"サインインを保存できません", "フォルダー ~/.aws/sso/cache に書き込めないため、Identity Center へのサインインを保存できません。",
			"書き込みの許可とディスクの空き容量を確認してください。"}
	},
	"login_expired": func(p Problem) Message {
		return Message{"aws login の期限切れ", profileOfJA(p) + "の aws login は期限が切れています。",
			"ターミナルで aws login" + argument("--profile", p.atFault()) + " を実行して、もう一度お試しください。"}
	},
	"source_none": func(p Problem) Message { return noKeysJA(p) },
	"endpoint_override": func(p Problem) Message {
		return Message{"使用できない接続先", "AWS の代わりに指定された接続先は使えません" + inBrackets(p.Detail) + "。",
			"HALFDAY_SIGNIN_ENDPOINT と AWS_ENDPOINT_URL_STS には、https か、127.0.0.1 などのループバックアドレスの http を指定してください。または、どちらも指定しないでください。"}
	},
	"endpoint_path": func(p Problem) Message {
		return Message{"使用できない接続先", "HALFDAY_SIGNIN_ENDPOINT に AWS のものではないパスが含まれています" + inBrackets(p.Detail) + "。",
			"ホスト名かポート番号で終えるか、末尾を /federation にしてください。"}
	},
	"destination": func(p Problem) Message {
		return Message{
			"コンソールのページではありません",
			spaced("設定にある開き先"+inBrackets(p.Detail)) + "は、このロールの AWS マネジメントコンソールにありません。",
			"cloudwatch のようなサービス名、/ で始まるパス、またはページの URL を指定してください。",
		}
	},
	"files_bounds": func(p Problem) Message {
		return Message{"AWS のファイルが長すぎます", "AWS のファイルの読み込みに時間がかかりすぎます" + inBrackets(p.Detail) + "。長すぎる行があるか、1 つの値に続く行が多すぎます。",
			"その行を確認してください。値はふつう 1 行に収まります。"}
	},
	"config": func(p Problem) Message {
		return Message{"使用できないプロファイル", "AWS の設定ファイルの" + profileOfJA(p) + "は使えません。",
			configEN + " を確認して、もう一度お試しください。理由はログに記録されています。"}
	},
}

func nextCodeJA(p Problem) string {
	if p.Wait > 0 {
		return "コードは1回しか使えません。次のコードまで" + waitJA(p.Wait) + "お待ちください。"
	}
	return "コードは1回しか使えません。次のコードをお待ちください。"
}

// profileOfJA names the profile at fault, spaced for what follows and what
// goes before.
func profileOfJA(p Problem) string { return spaced(profileJA(p)) }

// ownJA names the role's own profile, where its role_arn stands.
func ownJA(p Problem) string {
	return profileOfJA(Problem{Profile: or(p.Role, p.Profile)})
}

// statusJA is an HTTP status.
func statusJA(p Problem) string {
	if p.Status == 0 {
		return ""
	}
	return fmt.Sprintf("ステータス %d", p.Status)
}

// bracketed sets a name off by Japanese quotation marks; "" stays "".
func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "「" + s + "」という"
}

// causesJA lists what may be behind a refusal, as things to check.
func causesJA(p Problem) string {
	why := "AWS は理由を示しません。"
	if slices.Contains(p.Causes, "explicit_deny") {
		why = "AWS によると、ポリシーで明示的に拒否されています。"
	}
	return why + "可能性の高い順に確認してください。" + numbered(p, causeJA)
}

func causeJA(cause string, p Problem) string {
	switch cause {
	case "tag_session":
		return "設定の tags と source_identity に応じて、ロールの信頼ポリシーで sts:TagSession と sts:SetSourceIdentity が許可されているか"
	case "explicit_deny":
		return "組織のサービスコントロールポリシー、ロールの信頼ポリシー、ユーザーのポリシーに、該当する Deny がないか"
	case "trust_policy":
		return "ロールの信頼ポリシーで、あなたのユーザーまたはアカウントが許可されているか"
	case "trust_source":
		return "ロールの信頼ポリシーで、" + profileOfJA(p) + "のロールが許可されているか"
	case "permission":
		return "あなたのユーザーに、このロールへの sts:AssumeRole が許可されているか"
	case "permission_source":
		return profileOfJA(p) + "のロールに、このロールへの sts:AssumeRole が許可されているか"
	case "mfa_condition":
		return "ロールが MFA を必須とする場合、プロファイルに mfa_serial があるか"
	case "mfa_session":
		return "ロールが MFA を必須とする場合、" + profileOfJA(p) + "の一時的な認証情報が MFA コードを使って取得されているか"
	case "mfa_impossible":
		return "ロールが MFA を必須としていないか (" + profileOfJA(p) + "を経由すると MFA コードは使えません)"
	case "external_id":
		return "external_id がロールの外部 ID と一致しているか"
	case "external_id_missing":
		return "ロールが外部 ID を求める場合、プロファイルに external_id があるか"
	case "source_ip":
		return "VPN など、ロールが求めるネットワークから接続しているか"
	case "wrong_account":
		return spaced("role_arn のアカウント"+inBrackets(account(p.Account))) + "とロール名が正しいか"
	}
	return ""
}
