"use strict";
(() => {
	const $ = (id) => document.getElementById(id);
	const words = JSON.parse($("words").textContent);
	const tab = crypto.randomUUID();
	const back = location.pathname.startsWith("/back/") ? location.pathname.slice(6) : "";
	const shown = 60; // rows at a time: nobody reads more

	let token = "", mark = -1, rolesMark = -1;
	let roles = [], texts = [], at = new Map(); // what is searched in each role, and where a profile is
	let state = { sessions: [], attempts: [], browsers: [] };
	let rows = [], picked = 0; // roles that match, and the chosen one among them
	let pasted = null; // profiles that a copied address has found
	let filled = null; // page and region that it has filled in
	let waiting = false, underWay = false, leaving = false, following = false;
	let look = new AbortController(); // ends the request for news

	// How long an answer may take, in ms: a connection can be silent for ever. For news the server takes 25 s.
	const patience = 10000, newsPatience = 35000;

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
	const role = (profile) => roles[at.get(profile)];
	const attempt = (r) => state.attempts.find((a) => a.profile === r.profile);
	const clock = (t) => new Date(t).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
	const left = (s) => {
		const m = Math.max(0, Math.ceil((Date.parse(s.ends) - Date.now()) / 60000));
		return m === 0 ? fill(words.ended, clock(s.ends)) : fill(words.left, Math.floor(m / 60), m % 60);
	};

	const post = (path, body) => fetch("/halfday/" + path, {
		method: "POST", headers: { "Content-Type": "application/json", "X-Halfday-Token": token }, body: JSON.stringify(body),
		signal: AbortSignal.timeout(patience),
	});
	// News that are asked for anew tell when Halfday answers again.
	function lost() {
		say(words.lost);
		look.abort();
	}
	// Whether it was taken; null where nobody can tell.
	async function ask(kind, profile, more) {
		try {
			const r = await post("do", { kind, profile, ...more });
			say(r.ok ? "" : r.status === 422 ? words.noOpen : words.late);
			return r.ok;
		} catch {
			lost();
			return null;
		}
	}

	// What is searched for: every word anywhere in a role.
	function match() {
		const parts = $("search").value.toLowerCase().trim().split(/\s+/).filter(Boolean).map((p) => p.replace(/^(\d{4})-(\d{4})-(\d{4})$/, "$1$2$3"));
		rows = [];
		if (pasted) rows = pasted.map((p) => at.get(p)).filter((i) => i !== undefined);
		else for (let i = 0; i < texts.length; i++) if (parts.every((p) => texts[i].includes(p))) rows.push(i);
	}
	// The person goes on from what a copied address has found.
	function forget() {
		for (const id in filled) if ($(id).value === filled[id]) $(id).value = "";
		pasted = filled = null;
		if ($("say").textContent === words.noPage) say("");
	}
	function search() {
		forget();
		match();
		picked = 0;
		list();
		lookUp();
	}
	// A copied address of the console leads to the roles that it can be opened in.
	async function lookUp() {
		const address = $("search").value.trim();
		if (pasted || !/^https?:\/\//.test(address)) return;
		const found = await find(address);
		if ($("search").value.trim() !== address) return; // the person has gone on
		if (!found) return lost();
		if (!found.profiles.length) return say(words.noPage);
		say("");
		filled = { page: found.page, region: found.region };
		for (const id in filled) $(id).value = filled[id];
		pasted = found.profiles;
		match();
		list();
	}
	function row(r, place) {
		const e = make("div");
		e.id = "role-" + place;
		for (const [k, v] of [["role", "option"], ["aria-selected", place === picked], ["aria-posinset", place + 1], ["aria-setsize", rows.length]]) e.setAttribute(k, String(v));
		e.append(make("span", title(r)));
		e.append(make("span", [r.label ? r.profile : "", account(r.account), r.region].filter(Boolean).join(" · "), "soft"));
		if (r.production) e.append(make("span", words.production, "mark"));
		if (r.problem) e.append(make("span", r.problem, "mark"));
		e.addEventListener("click", () => { picked = place; list(); });
		e.addEventListener("dblclick", () => open(false));
		return e;
	}
	function list() {
		const first = Math.max(0, Math.min(picked - shown / 2, rows.length - shown));
		$("roles").replaceChildren(...rows.slice(first, first + shown).map((i, n) => row(roles[i], first + n)));
		$("roles").hidden = rows.length === 0;
		$("search").setAttribute("aria-expanded", String(rows.length > 0));
		if (rows.length) {
			$("search").setAttribute("aria-activedescendant", "role-" + picked);
			$("role-" + picked).scrollIntoView({ block: "nearest" });
		} else $("search").removeAttribute("aria-activedescendant");
		$("more").textContent = rows.length === 0 ? words.none : rows.length > shown ? fill(words.more, rows.length) : "";
		detail();
	}
	function detail() {
		const r = roles[rows[picked]];
		$("chosen").hidden = !r;
		if (!r) return;
		const under = attempt(r);
		$("name").textContent = title(r);
		$("about").textContent = [account(r.account), r.lasts, r.production ? words.production : ""].filter(Boolean).join(" · ");
		$("problem").textContent = r.problem || "";
		$("under").textContent = under ? under.says : "";
		$("open").disabled = Boolean(r.problem) && !under;
		$("again").disabled = Boolean(r.problem);
		$("open").textContent = under ? words.cancel : words.open;
		$("again").hidden = Boolean(under);
		$("region").placeholder = r.region || "";
	}
	function open(again) {
		const r = roles[rows[picked]];
		if (!r) return;
		if (attempt(r)) ask("cancel", r.profile);
		else if (!r.problem) ask(again ? "sign-in-again" : "sign-in", r.profile, { page: $("page").value.trim(), region: $("region").value.trim(), browser: $("browser").value });
	}
	function browsers() {
		const was = $("browser").value;
		const option = (value, text) => {
			const e = make("option", text);
			e.value = value;
			return e;
		};
		$("browser").replaceChildren(option("", words.usual), ...state.browsers.map((b) => option(b.setting, b.title)));
		if (state.browsers.some((b) => b.setting === was)) $("browser").value = was;
	}

	function face(share) {
		const svg = draw("svg", { viewBox: "0 0 32 32", width: 32, height: 32, "aria-hidden": "true" });
		svg.append(draw("circle", { class: "ring", cx: 16, cy: 16, r: 14, "stroke-width": 2 }));
		if (share > 0) {
			const turn = share * 2 * Math.PI * 0.9999, x = 16 + 11 * Math.sin(turn), y = 16 - 11 * Math.cos(turn);
			svg.append(draw("path", { class: "left", d: `M16 16V5A11 11 0 ${share > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}Z` }));
		}
		return svg;
	}
	function session(s) {
		const r = role(s.profile), li = make("li"), b = make("button"), text = make("span");
		const share = Math.max(0, Math.min(1, (Date.parse(s.ends) - Date.now()) / 43200000)); // of the twelve hours of a face
		b.type = "button";
		text.append(make("span", r ? title(r) : s.profile), make("br"), make("span", s.alarm ? words.alarm : left(s), s.alarm || share === 0 ? "mark" : "soft"));
		b.append(face(share), text);
		b.addEventListener("click", () => {
			forget();
			pasted = [s.profile];
			$("search").value = s.profile;
			match();
			picked = 0;
			list();
			$("open").focus();
		});
		li.append(b);
		return li;
	}
	function sessions() {
		const held = $("sessions").contains(document.activeElement) ? [...$("sessions").children].indexOf(document.activeElement.closest("li")) : -1;
		$("running").hidden = state.sessions.length === 0;
		$("sessions").replaceChildren(...state.sessions.map(session));
		if (held >= 0) $("sessions").children[Math.min(held, state.sessions.length - 1)]?.querySelector("button").focus();
		const midnight = new Date().setHours(0, 0, 0, 0), day = 86400000;
		const bar = draw("svg", { viewBox: "0 0 1000 10", preserveAspectRatio: "none", "aria-hidden": "true" });
		bar.append(draw("rect", { class: "back", width: 1000, height: 10 }));
		for (const s of state.sessions) {
			const from = Math.max(0, (Date.parse(s.begins) - midnight) / day), to = Math.min(1, (Date.parse(s.ends) - midnight) / day);
			if (to > from) bar.append(draw("rect", { class: "one", x: from * 1000, width: (to - from) * 1000, height: 10 }));
		}
		$("day").replaceChildren(bar);
	}

	// The way back from a console that has ended.
	function wayBack() {
		const r = back && roles.find((x) => x.id === back);
		$("back").hidden = !r;
		if (!r) return;
		const s = state.sessions.find((x) => x.profile === r.profile), under = attempt(r);
		const over = s && Date.parse(s.ends) <= Date.now();
		$("which").textContent = under ? under.says : !s ? fill(words.backEnded, title(r)) :
			over ? fill(words.backEndedAt, title(r), clock(s.ends)) : fill(words.backRuns, title(r), left(s));
		$("here").disabled = Boolean(under || r.problem);
	}

	function render() {
		const was = roles[rows[picked]];
		match();
		picked = Math.max(0, was ? rows.indexOf(at.get(was.profile)) : 0);
		list();
		browsers();
		sessions();
		const r = back && roles.find((x) => x.id === back), under = Boolean(r && attempt(r));
		if (underWay && !under) waiting = false; // it was given up, or this tab is gone on
		underWay = under;
		wayBack();
	}

	function take(news) {
		token = news.token;
		mark = news.mark;
		rolesMark = news.rolesMark;
		if (news.roles) {
			const was = roles[rows[picked]];
			roles = news.roles;
			texts = roles.map((x) => [x.label, x.profile, x.account, x.region].join(" ").toLowerCase());
			at = new Map(roles.map((x, i) => [x.profile, i]));
			rows = was && at.has(was.profile) ? [at.get(was.profile)] : [];
			picked = 0;
		}
		if (news.state) {
			const first = $("known").hidden;
			state = news.state;
			render(); // before it shows, so that it is laid out once
			$("known").hidden = false;
			$("strange").hidden = true;
			if (first) ($("back").hidden ? $("search") : $("here")).focus();
		}
		if (news.go && /^http:\/\/127\.0\.0\.1:\d+\//.test(news.go)) {
			leaving = true;
			location.replace(news.go);
		}
	}

	// News are waited for while somebody looks, or this tab is to go on.
	async function follow() {
		if (following) return; // else another answer than the one that is waited for could have the tab's address
		following = true;
		while (!leaving && (waiting || !document.hidden)) {
			const again = $("say").textContent === words.lost; // then any answer is news
			look = new AbortController();
			const late = setTimeout(() => look.abort(), again ? patience : newsPatience);
			try {
				const r = await fetch(`/halfday/state?after=${again ? -1 : mark}&roles=${rolesMark}&tab=${tab}`, { signal: look.signal });
				if (r.status === 403) {
					$("known").hidden = true;
					$("strange").hidden = false;
					break;
				}
				if (!r.ok) throw new Error();
				take(await r.json());
				if (again) say("");
				if (again) lookUp();
			} catch {
				if (document.hidden && !waiting) break;
				say(words.lost);
				await new Promise((done) => setTimeout(done, 3000));
			} finally {
				clearTimeout(late);
			}
		}
		following = false;
	}

	// The roles that a copied address leads to; null where nobody can tell.
	async function find(address) {
		try {
			const r = await post("find", { address });
			return r.ok ? await r.json() : r.status === 404 || r.status === 413 ? { profiles: [] } : null; // none, or as long as none is
		} catch {
			return null;
		}
	}
	$("search").addEventListener("input", search);
	$("search").addEventListener("keydown", (e) => {
		if (e.isComposing) return;
		const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[e.key];
		if (step) {
			picked = Math.max(0, Math.min(rows.length - 1, picked + step));
			list();
		} else if (e.key === "Enter") open(false);
		else if (e.key === "Escape") {
			$("search").value = "";
			search();
		} else return;
		e.preventDefault();
	});
	for (const id of ["page", "region"]) $(id).addEventListener("keydown", (e) => { if (e.key === "Enter" && !e.isComposing) open(false); });
	document.addEventListener("keydown", (e) => {
		if (e.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
			$("search").focus();
			e.preventDefault();
		}
	});
	$("open").addEventListener("click", () => open(false));
	$("again").addEventListener("click", () => open(true));
	$("here").addEventListener("click", async () => {
		const r = roles.find((x) => x.id === back);
		if (!r) return;
		// Where the console says which page was open, that one; a browser may say its host alone.
		const from = document.referrer ? await find(document.referrer) : null;
		const alone = /^https?:\/\/[^/]+\/?$/.test(document.referrer);
		const more = from && from.profiles.includes(r.profile) ? { page: alone ? "" : from.page, region: from.region } : {};
		waiting = true;
		follow();
		const took = await ask("sign-in", r.profile, { tab, ...more });
		if (took === false) waiting = false;
		else if (took === null) underWay = true; // the next news say whether it was taken
	});
	$("raise").addEventListener("click", async () => {
		try {
			const r = await post("raise", { back });
			say(r.ok ? "" : words.late);
		} catch { lost(); }
	});
	function tick() {
		if (document.hidden) return;
		sessions();
		wayBack();
	}
	// Who does not look waits for no news: a browser has six connections for all tabs of this page.
	document.addEventListener("visibilitychange", () => {
		tick();
		if (!document.hidden) follow();
		else if (!waiting) look.abort();
	});
	setInterval(tick, 30000);
	const news = JSON.parse($("news").textContent);
	if (news) take(news);
	follow();
})();
