package text

func updateJA() UpdateWords {
	const title = "アップデート"
	return UpdateWords{
		Newer: func(version, page, command string) Message {
			m := Message{title, "Halfday " + name(version) + " が公開されています。",
				value(page) + " からダウンロードし、今回と同じ方法でインストールしてください。"}
			if command != "" {
				m.Do = "次のコマンドでインストールできます: " + value(command)
			}
			return m
		},
		None: func(version string) string {
			return "Halfday " + name(version) + " は最新のバージョンです。"
		},
		Own: Message{title, "この Halfday は、新しいバージョンの確認先を知りません。", "入手元で確認してください。"},
		Forged: Message{title, "応答に Halfday の作者の署名がないため、読み込みませんでした。",
			"プロキシの応答かもしれません。別のネットワークで試してください。それでも同じ場合はご報告ください。"},
		Failed: Message{title, "新しいバージョンを確認できませんでした。", "ネットワークとプロキシを確認して、もう一度試してください。"},
		Weekly: Message{title, "新しいバージョンを週に一度確認しますか？",
			"小さなファイルを一つ取得するだけです。利用者の情報は送らず、インストールもしません。"},
	}
}
