package text

func pageJA() PageWords {
	return PageWords{
		Search:   "ロールを検索",
		Hint:     "名前、ラベル、アカウント番号、リージョンの一部か、AWS コンソールの URL を入力してください。矢印キーで選び、Enter で開きます。",
		Sessions: "セッション", Roles: "ロール", Chosen: "選択中のロール", Day: "今日のセッション",
		PageField: "コンソールのページ (空欄: いつものページ)", Region: "リージョン", Browser: "ブラウザ", Usual: "いつものブラウザ",
		Open: "コンソールを開く", Again: "新しいコードを入力する", Cancel: "サインインを中止する",
		Production: "本番", Alarm: "ほかの人の手に渡ったおそれがあります。詳しくは Halfday のメニューへ",
		None: "一致するロールはありません。", More: "{0} 個のロールが一致しました。さらに入力すると絞り込めます。",
		Left: "残り {0} 時間 {1} 分", Ended: "{0} に終了",
		BackEnded: "{0} のコンソールのセッションは終了しました。", BackEndedAt: "{0} のコンソールのセッションは {1} に終了しました。", BackHere: "サインインしてこのタブで続ける", Raise: "Halfday を表示",
		Closed:   "このタブは Halfday につながっていません。Halfday のメニューからページを開くか、ここで表示してください。",
		Lost:     "Halfday が応答しません。再び起動すると、このページはそのまま続きます。",
		Late:     "Halfday が受け付けませんでした。ページを再読み込みするか、少し待ってからもう一度お試しください。",
		NoPage:   "この URL で開けるロールはありません。",
		NoOpen:   "このロールのコンソールにはそのページやリージョンがないか、ブラウザが見つかりません。",
		BackRuns: "{0} のコンソールのセッションはまだ有効です ({1})。",
	}
}
