package text

func updateJA() UpdateWords {
	const title = "アップデート"
	return UpdateWords{
		Newer: func(version, page, command string) Message {
			m := Message{Title: title, What: "Halfday " + name(version) + " が公開されています。", Do: value(page) + " からダウンロードし、今回と同じ方法でインストールしてください。"}
			if command != "" {
				m.Do = "次のコマンドでインストールできます: " + value(command)
			}
			return m
		},
		None: func(version string) string {
			return "Halfday " + name(version) + " は最新のバージョンです。"
		},
		Own:    Message{Title: title, What: "この Halfday は、新しいバージョンの確認先を知りません。", Do: "入手元で確認してください。"},
		Forged: Message{Title: title, What: "応答に Halfday の作者の署名がないため、読み込みませんでした。", Do: "プロキシの応答かもしれません。別のネットワークで試してください。それでも同じ場合はご報告ください。"},
		Failed: Message{Title: title, What: "新しいバージョンを確認できませんでした。", Do: "ネットワークとプロキシを確認して、もう一度試してください。"},
		Weekly: Message{
			Title: title, What: "新しいバージョンを週に一度確認しますか？",
			Do: "小さなファイルを一つ取得するだけです。利用者の情報は送らず、インストールもしません。",
		},
	}
}
