package text

import (
	"fmt"
	"time"
)

func centerJA() CenterWords {
	return CenterWords{
		Standing: func(session string, until, now time.Time) string {
			if until.IsZero() {
				return name(session) + ": サインイン済み"
			}
			return name(session) + ": " + clockJA(until, now) + " までサインイン済み"
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
			return Message{"セッションがありません", "AWS の設定ファイルに Identity Center のセッション " + name(session) + " がありません。", "あるもの: " + or(listJA(names), "なし")}
		},
		Which: func(names []string) Message {
			return Message{"どのセッションですか", "AWS の設定ファイルにある Identity Center のセッション: " + or(listJA(names), "なし"), "どれか1つを指定してください。"}
		},
		SignOutUsage: signOutUsageJA,
	}
}

const signOutUsageJA = `使い方:
  halfday sign-out [SESSION]

Identity Center のセッションからサインアウトします。AWS CLI のトークンを削除し、
AWS に通知します。SESSION は AWS の設定ファイルのセクション名または開始 URL で、
1つしかないときは省略できます。開いているコンソールはそのままです。

` + exitCodesJA
