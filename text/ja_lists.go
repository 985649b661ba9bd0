package text

import (
	"fmt"
	"time"
)

func listsJA() ListWords {
	return ListWords{
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

		Row:      row,
		Running:  func(until, now time.Time) string { return clockJA(until, now) + " まで利用可" },
		Ended:    func(at, now time.Time) string { return clockJA(at, now) + " に終了" },
		Phase:    phaseJA,
		Broken:   wrongJA.reason,
		IsPinned: "ピン留め済み",
	}
}
