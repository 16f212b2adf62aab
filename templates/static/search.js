/* Hemero's search. The index is read in parts, each a script that calls hemero(): scripts load
   from disk too, where nothing may be fetched. docs/search.md describes the parts. */
(() => {
const at = id => document.getElementById(id);
const box = at("q"), hits = at("hits"), more = at("more"), narrow = at("narrow");
const say = box.form.dataset, lang = document.documentElement.lang;
const PAGE = 20; /* results shown at a time */
/* What a word counts for by its level: where a longer word begins with it, where it stands */
const WEIGHTS = [0, .3, .5, .7, 2, .4, .65, .85, 3];

/* Words, taken apart and folded as loader/scan.py, loader/terms.py and text.py do */
const SIGN = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]";
const WORD = RegExp(`(?:\\p{L}\\.){2,8}|${SIGN}(?=(${SIGN}?))|(?:(?!${SIGN})[\\p{L}\\p{N}_])+`, "gu");
const ALIKE = { œ: "oe", æ: "ae", ø: "o", đ: "d", ł: "l", ς: "σ" };
const fold = text => text.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase()
.replace(/[œæøđłς]/g, sign => ALIKE[sign]).normalize("NFD").replace(/[\p{Mn}\p{Cf}._]/gu, "").normalize("NFC");
const terms = text => Array.from(text.matchAll(WORD), ([word, next]) => [...fold(word + (next || ""))].slice(0, 24).join(""))
.filter(word => /[^a-z]|../.test(word));
const spelt = text => ` ${terms(text).join(" ")} `;

/* Parts of the index */
const parts = {}, asked = {};
window.hemero = (path, ...data) => parts[path] = data;
const load = (path, digest = "") => asked[path] ||= new Promise(done => {
  const script = document.createElement("script");
  script.src = `search/${path}.js?${digest}`;
  script.onload = script.onerror = () => done(parts[path]);
  document.head.append(script);
});
const numbers = text => Array.from(text, sign => sign.charCodeAt() - 35);
const drawer = (term, drawers) => {
  let total = 0;
  for (const letter of [...term].slice(0, /^[\u0e00-\u9fff]/.test(term) ? 1 : 3))
    total = (total * 419 + letter.codePointAt()) % 1021;
  return Math.floor(total * drawers / 1021);
};
const sheet = async (volume, kind, sheets, place) => {
  const [name, start] = sheets.findLast(sheet => sheet[1] <= place);
  const found = await load(`${volume.name}/${kind}${name}`);
  return found && found[1][place - start];
};

/* What is asked: words, "phrases", filters like source:"Le Monde" */
const FILTERS = ["source", "tag", "lang", "before", "after"];
const names = Object.fromEntries([...FILTERS, ...say.names.split(" ")].map((name, n) => [fold(name), FILTERS[n % 5]]));
const parse = text => {
  const filters = [], phrases = [];
  let words = [];
  for (const [all, name, value, quoted] of text.matchAll(/(\p{L}+):("[^"]*"?|[^\s"]+)|["“«„]([^"”»“]*)["”»“]?|[^\s"“«„]+/gu)) {
    const filter = name && names[fold(name)];
    if (filter) filters.push([filter, value.replace(/"/g, ""), value[0] == '"']);
    else words.push(...terms(all));
    if (quoted) phrases.push(spelt(quoted));
  }
  words = words.map((word, n) => [word, !word[1] || word[2] && !words[n + 1] && !/["”»]\s*$/.test(text)]);
  return { words, phrases, filters };
};

/* One volume: which of its articles have each word, at which level; which pass the filters */
const match = (count, [, all, lists], [word, begins]) => {
  const levels = new Uint8Array(count);
  lists = lists.split(" ");
  all.split(" ").forEach((term, row) => {
    const base = term == word ? 5 : begins && term.startsWith(word) ? 1 : 0;
    if (!base) return;
    let place = 0, list = lists[row];
    if (list[0] == "!") levels.fill(base), list = list.slice(1);
    for (const code of numbers(list)) {
      place += code >> 2;
      levels[place] = Math.max(levels[place], (code & 3) + base);
    }
  });
  return levels;
};
const read = async ([name, digest, drawers, count], { words, filters }) => {
  const [head, ...found] = await Promise.all(["head", ...words.map(([word]) => drawer(word, drawers))].map(part => load(`${name}/${part}`, digest)));
  if ([head, ...found].some(part => !part || part[0] != digest)) return;
  const [, dates, sources, source, langs, language, tags, tag, sheets, texts] = head;
  const volume = {
    name, digest, count, sheets, texts,
    date: dates.split(" "),
    source: numbers(source).map(n => [sources[n]]),
    lang: numbers(language).map(n => [langs[n]]),
    tag: tag.split(" ").map(list => numbers(list).map(n => tags[n])),
    levels: words.map((word, n) => match(count, found[n], word)),
    passes: place => filters.every(([filter, value, whole]) => {
      const date = volume.date[place], day = value.replace(/-/g, "");
      if (filter == "before") return date && date < day;
      if (filter == "after") return date >= day;
      return (volume[filter][place] || []).some(name => whole ? name == value : spelt(name).includes(spelt(value).trimEnd()));
    }),
  };
  volume.after = volume.date.map(date => [date.slice(0, 4)]);
  return volume;
};

/* Ranking: BM25, of which the index holds what depends on one article */
const sum = (list, value) => list.reduce((total, one) => total + value(one), 0);
const rank = (volumes, fresh, rest) => {
  const all = sum(volumes, volume => volume.count), found = [];
  const worth = fresh.length ? fresh[0].levels.map((_, n) => {
    const having = sum(volumes, volume => sum(volume.levels[n], level => level && 1));
    return Math.log(1 + (all - having + .5) / (having + .5));
  }) : [];
  for (const volume of fresh) for (let place = 0; place < volume.count; place++) {
    const had = volume.levels.map(levels => levels[place]), has = sum(had, level => level && 1);
    if ((rest ? has : has == had.length) && volume.passes(place))
      found.push({ volume, place, date: volume.date[place], score: has * 99 + sum([...had.keys()], n => worth[n] * WEIGHTS[had[n]]) });
  }
  return found.sort((a, b) => b.score - a.score || b.date.localeCompare(a.date) || a.place - b.place);
};

/* What is shown. All text goes in as text, never as HTML */
const make = (tag, more, ...inside) => {
  const element = document.createElement(tag);
  element.append(...inside);
  return Object.assign(element, more);
};
const marked = (text, words) => {
  const inside = [];
  let done = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const folded = fold(word);
    if (words.some(([term, begins]) => begins ? folded.startsWith(term) : folded == term || folded > "\u0dff" && !folded[1] && term.includes(folded))) {
      inside.push(text.slice(done, index), make("mark", {}, word));
      done = index + word.length;
    }
  }
  return [...inside, text.slice(done)];
};
const said = date => new Date(date).toLocaleDateString(lang, { timeZone: "UTC", year: "numeric", month: date[4] && "long", day: date[7] && "numeric" });
const item = async ({ volume, place }, { words, phrases }) => {
  const card = await sheet(volume, "s", volume.sheets, place);
  if (!card) return;
  let [title, href, source, date, language, excerpt] = card;
  if (!phrases.every(phrase => spelt(title).includes(phrase))) {
    const text = await sheet(volume, "t", volume.texts, place) || "";
    if (!phrases.every(phrase => [title, excerpt, ...text.split("\n")].some(part => spelt(part).includes(phrase)))) return;
    excerpt = text.split("\n").find(part => spelt(part).includes(phrases[0])) || excerpt;
  }
  const own = { lang: language, dir: "auto" };
  return make("li", {},
    make("h2", {}, make("a", { href, ...own }, ...marked(title, words))),
    make("p", { className: "facts" }, ...source ? [make("bdi", {}, source), " "] : [],
      date ? make("time", { dateTime: date }, said(date)) : make("span", {}, say.undated)),
    make("p", own, ...marked(excerpt, words)));
};
const facets = found => narrow.querySelectorAll("ul").forEach(list => {
  const filter = list.dataset.filter, counts = new Map();
  for (const { volume, place } of found) for (const value of volume[filter][place] || []) if (value) counts.set(value, (counts.get(value) || 0) + 1);
  const top = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 12);
  list.replaceChildren(...top.map(([value, n]) => make("li", {}, make("a", {
    href: "?q=" + encodeURIComponent(`${box.value.trim()} ${filter == "after" ? `after:${value} before:${+value + 1}` : `${filter}:"${value}"`}`) },
    make("bdi", {}, filter == "lang" ? new Intl.DisplayNames(lang, { type: "language" }).of(value) : value), " ", make("small", {}, n.toLocaleString(lang))))));
  list.parentNode.hidden = !top[1];
});

/* One search at a time: a newer one takes the place of one under way */
let turn = 0, next;
const search = async () => {
  const mine = ++turn, asks = parse(box.value), volumes = [];
  const tell = (...said) => at("status").textContent = said.filter(part => part).join(" ");
  const [, rows] = await load("index") || [];
  if (mine != turn) return;
  const left = (rows || []).filter(([, , , , first, last]) => !last || asks.filters.every(([filter, day]) =>
    filter == "before" ? first < day : filter == "after" ? last >= day.slice(0, last.length) : 1)).sort((a, b) => b[5].localeCompare(a[5]));
  let tried = 0, shown = 0, found = [], rest = 0, broken;
  next = async () => {
    const items = [];
    hits.ariaBusy = true;
    do {
      if (tried + PAGE > found.length && left[0]) {
        /* The newest four volumes, then ever more: words that many articles have cost little */
        const fresh = (await Promise.all(left.splice(0, volumes.length + 4).map(row => read(row, asks)))).filter(volume => volume || (broken = say.broken, 0));
        volumes.push(...fresh);
        found.push(...rank(volumes, fresh, 0));
        if (!found[0] && !left[0] && asks.words[1]) found = rank(volumes, volumes, rest = 1), asks.phrases = [];
      }
      const batch = found.slice(tried, tried + PAGE);
      tried += batch.length;
      items.push(...(await Promise.all(batch.map(one => item(one, asks)))).filter(Boolean));
      if (mine != turn) return;
    } while (items.length < PAGE && (left[0] || tried < found.length));
    /* A link that stays is the same link: it may be under somebody's finger */
    for (const { firstChild: { firstChild: link } } of items) {
      const same = [...hits.querySelectorAll("a")].find(old => old.href == link.href);
      if (same) same.replaceChildren(...link.childNodes), link.replaceWith(same);
    }
    if (!shown) hits.replaceChildren();
    hits.append(...items);
    shown += items.length;
    more.hidden = tried == found.length && !left[0];
    narrow.hidden = !found[1];
    facets(found);
    const n = asks.phrases[0] ? shown : found.length;
    tell(n ? rest ? say.some : (say[new Intl.PluralRules(lang).select(n)] || say.other).replace("{n}", n.toLocaleString(lang)) : say.none,
      left[0] && say.partly.replace("{a}", sum(volumes, volume => volume.count).toLocaleString(lang)), broken);
    hits.ariaBusy = false;
  };
  if (asks.words[0] || asks.filters[0]) return rows ? next() : tell(say.broken);
  hits.replaceChildren();
  more.hidden = narrow.hidden = true;
  tell();
};
more.onclick = async () => {
  const last = hits.lastChild;
  await next();
  if (more.hidden) last.nextSibling?.querySelector("a").focus();
};

/* The address says what is asked. Each new question is an entry of the browser's history */
let settled = 1, waiting;
const note = fresh => {
  try { history[fresh ? "pushState" : "replaceState"](0, "", "?q=" + encodeURIComponent(box.value.trim())); } catch {}
};
(window.onpopstate = () => {
  box.value = new URLSearchParams(location.search).get("q") || "";
  settled = 1;
  search();
})();
box.oninput = () => {
  note(settled && location.search);
  settled = 0;
  clearTimeout(waiting);
  waiting = setTimeout(search, 40);
};
box.form.onsubmit = event => {
  event.preventDefault();
  settled = 1;
  search();
};
})();
