package text

func addJA() AddWords {
	return AddWords{
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
			m := Message{Title: "ロールを追加しました", What: name(role) + " をメニューに追加しました。"}
			if backup != "" {
				m.Do = "変更前のファイルの控え: " + value(backup)
				if keys {
					m.Do += " (元のファイルと同じく秘密のキーを含みます。不要になったら削除してください)"
				}
			}
			return m
		},
		Failed: func(file, detail string) Message {
			return Message{"ロールを追加できません", value(file) + " に書き込めません" + inBrackets(value(detail)) + "。",
				"書き込み権限とディスクの空き容量を確認してください。"}
		},
	}
}
