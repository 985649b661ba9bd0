"use strict";
(() => {
	const $ = (id) => document.getElementById(id);
	const words = JSON.parse($("words").textContent);
	const tab = crypto.randomUUID();
	const back = location.pathname.startsWith("/back/") ? location.pathname.slice(6) : "";
	const shown = 60; // rows at a time: nobody reads more
	let token = "", mark = -1, state = { roles: [], sessions: [], attempts: [] };
	let rows = [], picked = 0, texts = [], leaving = false, run = 0;

	const make = (name, text, kind) => {
		const e = document.createElement(name);
		if (text) e.textContent = text;
		if (kind) e.className = kind;
		return e;
	};
	const draw = (name, attributes) => {
		const e = document.createElementNS("http://www.w3.org/2000/svg", name);
		for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
		return e;
	};
	const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);
	const say = (text) => { if ($("say").textContent !== text) $("say").textContent = text; };
	const account = (a) => a ? a.replace(/^(\d{4})(\d{4})(\d{4})$/, "$1-$2-$3") : "";
	const title = (r) => r.label || r.profile;
	const clock = (t) => new Date(t).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
	const left = (s) => {
		const m = Math.max(0, Math.ceil((Date.parse(s.ends) - Date.now()) / 60000));
		return m === 0 ? fill(words.ended, clock(s.ends)) : fill(words.left, Math.floor(m / 60), m % 60);
	};

	async function post(path, body) {
		const r = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json", "X-Halfday-Token": token }, body: JSON.stringify(body) });
		return r;
	}
	async function ask(kind, profile, more) {
		try {
			const r = await post("/do", { kind, profile, ...more });
			if (!r.ok) say(words.late);
		} catch { say(words.lost); }
	}

	// What is searched for: every word anywhere in a role.
	function match() {
		const wanted = $("search").value.toLowerCase().trim();
		const parts = wanted.replace(/^(\d{4})-(\d{4})-(\d{4})$/, "$1$2$3").split(/\s+/).filter(Boolean);
		rows = [];
		for (let i = 0; i < texts.length; i++) if (parts.every((p) => texts[i].includes(p))) rows.push(i);
		picked = 0;
		list();
	}
	function list() {
		const first = Math.max(0, Math.min(picked - shown / 2, rows.length - shown));
		const some = document.createDocumentFragment();
		rows.slice(first, first + shown).forEach((at, n) => {
			const r = state.roles[at], e = make("div");
			e.role = "option";
			e.id = "role-" + at;
			e.ariaSelected = String(first + n === picked);
			e.ariaPosInSet = String(first + n + 1);
			e.ariaSetSize = String(rows.length);
			e.append(make("span", title(r)));
			e.append(make("span", [r.label ? r.profile : "", account(r.account), r.region].filter(Boolean).join(" · "), "soft"));
			if (r.production) e.append(make("span", words.production, "mark"));
			if (r.problem) e.append(make("span", r.problem, "mark"));
			e.addEventListener("click", () => { picked = first + n; list(); });
			e.addEventListener("dblclick", () => open(false));
			some.append(e);
		});
		$("roles").replaceChildren(some);
		const now = rows.length ? "role-" + rows[picked] : "";
		if (now) $("search").setAttribute("aria-activedescendant", now); else $("search").removeAttribute("aria-activedescendant");
		if (now) $(now).scrollIntoView({ block: "nearest" });
		$("more").textContent = rows.length === 0 ? words.none : rows.length > shown ? fill(words.more, rows.length) : "";
		detail();
	}
	function detail() {
		const r = state.roles[rows[picked]];
		$("chosen").hidden = !r;
		if (!r) return;
		const under = state.attempts.find((a) => a.profile === r.profile);
		$("name").textContent = title(r);
		$("about").textContent = [account(r.account), r.lasts, r.production ? words.production : ""].filter(Boolean).join(" · ");
		$("problem").textContent = r.problem || (under ? under.says : "");
		$("open").disabled = $("again").disabled = Boolean(r.problem);
		$("open").textContent = under ? words.cancel : words.open;
		$("again").hidden = Boolean(under);
		$("region").placeholder = r.region || "";
	}
	function open(again) {
		const r = state.roles[rows[picked]];
		if (!r || r.problem) return;
		if (state.attempts.some((a) => a.profile === r.profile)) return ask("cancel", r.profile);
		ask(again ? "sign-in-again" : "sign-in", r.profile, { page: $("page").value.trim(), region: $("region").value.trim() });
	}

	function sessions() {
		$("running").hidden = state.sessions.length === 0;
		const some = document.createDocumentFragment();
		for (const s of state.sessions) {
			const r = state.roles.find((x) => x.profile === s.profile), li = make("li"), b = make("button");
			b.type = "button";
			const share = Math.max(0, Math.min(1, (Date.parse(s.ends) - Date.now()) / 43200000));
			const face = draw("svg", { viewBox: "0 0 32 32", width: 32, height: 32, "aria-hidden": "true" });
			face.append(draw("circle", { class: "ring", cx: 16, cy: 16, r: 14, "stroke-width": 2 }));
			if (share > 0) {
				const turn = share * 2 * Math.PI * 0.9999, x = 16 + 11 * Math.sin(turn), y = 16 - 11 * Math.cos(turn);
				face.append(draw("path", { class: "left", d: `M16 16V5A11 11 0 ${share > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}Z` }));
			}
			const text = make("span");
			text.append(make("span", r ? title(r) : s.profile), make("br"), make("span", s.alarm ? words.alarm : left(s), s.alarm || share === 0 ? "ended" : "soft"));
			b.append(face, text);
			b.addEventListener("click", () => { $("search").value = s.profile; match(); $("search").focus(); });
			li.append(b);
			some.append(li);
		}
		$("sessions").replaceChildren(some);
		const midnight = new Date().setHours(0, 0, 0, 0), day = 86400000;
		const bar = draw("svg", { viewBox: "0 0 1000 10", preserveAspectRatio: "none", "aria-hidden": "true" });
		bar.append(draw("rect", { class: "back", width: 1000, height: 10 }));
		for (const s of state.sessions) {
			const from = Math.max(0, (Date.parse(s.begins) - midnight) / day), to = Math.min(1, (Date.parse(s.ends) - midnight) / day);
			if (to > from) bar.append(draw("rect", { class: "one", x: from * 1000, width: (to - from) * 1000, height: 10 }));
		}
		$("day").replaceChildren(bar);
	}

	function wayBack() {
		const r = back && state.roles.find((x) => x.id === back);
		$("back").hidden = !r;
		if (!r) return;
		const s = state.sessions.find((x) => x.profile === r.profile), under = state.attempts.find((a) => a.profile === r.profile);
		$("which").textContent = under ? under.says : fill(words.backEnded, title(r), s ? fill(words.ended, clock(s.ends)) : "");
		$("here").disabled = Boolean(under || r.problem);
	}

	function render() {
		texts = state.roles.map((r) => [r.label, r.profile, r.account, r.region].join(" ").toLowerCase());
		const before = state.roles[rows[picked]];
		const was = picked;
		match();
		if (before && was < rows.length) { picked = was; list(); }
		sessions();
		wayBack();
	}

	// News are waited for while somebody looks.
	async function follow() {
		const mine = ++run;
		while (mine === run && !document.hidden && !leaving) {
			try {
				const r = await fetch(`/state?after=${mark}&tab=${tab}`);
				if (r.status === 403) {
					$("known").hidden = true;
					$("strange").hidden = false;
					return;
				}
				if (!r.ok) throw new Error();
				const news = await r.json();
				say("");
				token = news.token;
				mark = news.mark;
				if (news.state) {
					state = news.state;
					const first = $("known").hidden;
					$("known").hidden = false;
					$("strange").hidden = true;
					render();
					if (first) ($("back").hidden ? $("search") : $("here")).focus();
				}
				if (news.go) {
					leaving = true;
					location.replace(news.go);
				}
			} catch {
				say(words.lost);
				await new Promise((done) => setTimeout(done, 3000));
			}
		}
	}

	$("search").addEventListener("input", match);
	$("search").addEventListener("paste", (e) => {
		const text = e.clipboardData.getData("text").trim();
		if (!/^https?:\/\//.test(text)) return;
		e.preventDefault();
		post("/find", { address: text }).then(async (r) => {
			if (!r.ok) return say(words.noPage);
			const found = await r.json();
			rows = found.profiles.map((p) => state.roles.findIndex((x) => x.profile === p)).filter((i) => i >= 0);
			picked = 0;
			$("page").value = found.page;
			$("region").value = found.region;
			say(rows.length ? "" : words.noPage);
			list();
		}).catch(() => say(words.lost));
	});
	$("search").addEventListener("keydown", (e) => {
		if (e.isComposing) return;
		const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[e.key];
		if (step) {
			picked = Math.max(0, Math.min(rows.length - 1, picked + step));
			list();
		} else if (e.key === "Enter") open(false);
		else if (e.key === "Escape") { $("search").value = ""; match(); }
		else return;
		e.preventDefault();
	});
	document.addEventListener("keydown", (e) => {
		if (e.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
			$("search").focus();
			e.preventDefault();
		}
	});
	$("open").addEventListener("click", () => open(false));
	$("again").addEventListener("click", () => open(true));
	$("here").addEventListener("click", () => {
		const r = state.roles.find((x) => x.id === back);
		if (r) ask("sign-in", r.profile, { tab });
	});
	$("raise").addEventListener("click", async () => {
		try {
			const r = await post("/raise", { back });
			say(r.ok ? "" : words.late);
		} catch { say(words.lost); }
	});
	document.addEventListener("visibilitychange", () => { if (!document.hidden) follow(); });
	setInterval(() => { if (!document.hidden) { sessions(); wayBack(); } }, 30000);
	follow();
})();
