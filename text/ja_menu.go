package text

import (
	"cmp"
	"fmt"
	"time"
)

func menuJA() MenuWords {
	return MenuWords{
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

		Session: func(role string, left time.Duration) string {
			return name(role) + "   " + durationJA(left)
		},
		Open: func(role string, until, now time.Time) string {
			return name(role) + " ● " + clockJA(until, now) + " まで"
		},
		Full: func(browser string, n int) string {
			return spaced(cmp.Or(name(browser), "既定のブラウザ")) + fmt.Sprintf("で%d件のコンソールを使用中 (AWS の上限)", n)
		},
		Ended: func(role string, at, now time.Time) string {
			return fmt.Sprintf("%s: %s に終了、もう一度サインイン", name(role), clockJA(at, now))
		},
		Attempt: func(role, phase string) string {
			return name(role) + ": " + phaseJA(phase)
		},
		BrokenRole: func(role string, p Problem) string {
			return name(role) + inBrackets(wrongJA.reason(p))
		},
		Problems: func(n int) string { return fmt.Sprintf("ファイルの問題: %d件", n) },
		Warnings: func(n int) string {
			return fmt.Sprintf("AWS の設定ファイルで読めない行: %d行", n)
		},
		Warning:  wrongJA.warning,
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
			line := "Halfday: " + name(role) + " " + durationJA(left)
			if more > 0 {
				line += fmt.Sprintf(" (ほか%d件)", more)
			}
			return line
		},
	}
}

var phaseJA = oneOf(map[string]string{
	"queued":   "ほかのサインインの完了待ち",
	"consent":  "開いてよいか確認中",
	"code":     "MFA コードの入力待ち",
	"assume":   "ロールの認証情報を取得中…",
	"center":   "ブラウザで Identity Center にサインインしてください",
	"exchange": "コンソールにサインイン中…",
	"open":     "ブラウザを起動中…",
}, "準備中…")
