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
			m := Message{Title: "ロールを追加しました", What: fmt.Sprintf("%d件のロールをメニューに追加しました。", n)}
			if backup != "" {
				m.Do = "変更前のファイル: " + value(backup)
				if keys {
					m.Do += "。シークレットキーが含まれています。不要になったら削除してください。"
				}
			}
			return m
		},
		Production: func(names []string) Message {
			return Message{"本番環境ですか", listJA(names) + ": 本番環境のようです。", "本番環境として、開くたびに名前を示して確認するようにしますか。"}
		},
		AddUsage: addRolesUsageJA,
	}
}

const signOutUsageJA = `使い方:
  halfday sign-out [SESSION]

Identity Center のセッションからサインアウトします。AWS CLI のトークンを削除し、
AWS に通知します。SESSION は AWS の設定ファイルのセクション名または開始 URL で、
1つしかないときは省略できます。開いているコンソールはそのままです。

` + exitCodesJA

const addRolesUsageJA = `使い方:
  halfday roles add [--sso-session NAME]

必要ならサインインして、Identity Center で利用できるアカウントとロールを一覧表示し、
選んだものを AWS の設定ファイルに追加します。プロファイル名は「アカウント名-ロール」
です。書き込む前に内容を確認でき、元のファイルは同じ場所に残ります。設定ファイルに
セッションがまだない場合は、開始 URL とリージョンを尋ねます。

フラグ:
  --sso-session NAME   セッション (セクション名で指定)

` + exitCodesJA
