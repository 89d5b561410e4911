/* The words of the interface in Chinese and English, and the names of things in the chosen language. */
(function (root) {
  "use strict";
  const quyu = (root.quyu = root.quyu || {});

  const WORDS = {
    skip: ["跳到图层", "Skip to layers"],
    atlas: ["图集", "Atlas"],
    print: ["打印", "Print"],
    otherLanguage: ["EN", "中文"],
    based: ["依据", "Based on "],
    andMore: ["等 {n} 份规划", " and others, {n} plans"],
    onePlan: ["{n} 份规划", "{n} plan(s)"],
    noPlan: ["未涉及规划", "No plan"],
    search: ["搜索事项、地点、规划", "Search initiatives, places, plans"],
    nothing: ["没有找到", "Nothing found"],
    place: ["地点", "Place"],
    layers: ["图层", "Layers"],
    overview: ["概览", "Overview"],
    list: ["清单", "List"],
    about: ["说明", "About"],
    themes: ["专题", "Themes"],
    core: ["核心事项", "Core only"],
    filters: ["筛选", "Filters"],
    topics: ["领域 ▾", "Topics ▾"],
    all: ["全选", "All"],
    none: ["清空", "None"],
    onMap: ["项在图上", "on the map"],
    ofAll: ["共 {n} 项", "of {n}"],
    plans: ["{n} 份规划", "{n} plans"],
    emptyMap: ["没有符合条件的事项", "No initiative fits these choices"],
    reset: ["恢复默认", "Reset"],
    legend: ["图例", "Legend"],
    collapse: ["收起 ▾", "Close ▾"],
    zoomIn: ["放大", "Zoom in"],
    zoomOut: ["缩小", "Zoom out"],
    wholeMap: ["全图", "Whole sheet"],
    mapLabel: ["地图:方向键移动,加减号缩放", "Map: arrow keys move, plus and minus zoom"],
    panelSize: ["展开或收起面板", "Enlarge or shrink the panel"],
    close: ["关闭", "Close"],
    members: ["成员", "Members"],
    hosts: ["所在地", "Host"],
    line: ["经过", "Along"],
    giver: ["支援方", "From"],
    receivers: ["受援方", "To"],
    partners: ["伙伴", "Partners"],
    status: ["状态", "Status"],
    topic: ["领域", "Topics"],
    precision: ["精度", "Precision"],
    source: ["依据", "Source"],
    note: ["注", "Note"],
    coreItem: ["核心事项", "core initiative"],
    article: ["第{n}条", "article {n}"],
    show: ["定位", "Show"],
    only: ["只看此项", "Only this"],
    everything: ["恢复全部", "Show all again"],
    plansHead: ["规划", "Plans"],
    sourcesHead: ["资料来源", "Data sources"],
    precisionHead: ["位置精度", "Precision classes"],
    limitsHead: ["使用限制", "Limits"],
    limit1: [
      "线位、范围均为示意,不表示实际走向或界线;行政区界经简化,不作为划界依据。",
      "Lines and areas are indicative and show neither real courses nor limits; boundaries are simplified and no basis for delimitation.",
    ],
    limit2: [
      "事项、成员与状态按规划文本人工整理,核心事项指规划的区域合作内容;未给出位置的平台标在所在市县或「全省·未定点」。",
      "Initiatives, members and statuses were compiled from the plans by hand; a zone without a stated position stands at its host unit or in the box for the whole province.",
    ],
    limit3: [
      "坐标 CGCS2000(与 WGS84 相差小于 1 米),墨卡托投影,比例尺在图幅中心成立。",
      "Coordinates are CGCS2000 (within 1 m of WGS84), Mercator projection; the scale bar holds at the centre of the map.",
    ],
    indicative: ["线位为示意,点位精度见「说明」", "Lines are indicative; for precision see About"],
    sep: ["、", ", "],
    bookOpen: ["《", "“"],
    bookClose: ["》", "”"],
    // portal
    total: ["事项合计", "Initiatives"],
    provinces: ["省份", "Provinces"],
    provincesNote: ["数字为事项数,点击打开图件", "Figures count initiatives; click opens the sheet"],
    newest: ["新近在前", "newest first"],
    table: ["省份一览", "Provinces at a glance"],
    openRow: ["点名称打开图件", "names open sheets"],
    province: ["省份", "Province"],
    items: ["事项", "Items"],
    mix: ["构成", "Mix"],
    partnerProvinces: ["伙伴省", "Partners"],
    sheet: ["图件 ›", "Sheet ›"],
    matrix: ["省际联系矩阵", "Links between provinces"],
    matrixNote: ["行=发文省,列=被点名省;数为联系项数", "Rows issue, columns are named; figures count links"],
    matrixCaveat: [
      "按规划文本点名计,一项联系多省者各计一次;不代表合作规模。",
      "Counted by names in the plans, once for each province named; says nothing of volume.",
    ],
    southSea: ["南海诸岛", "South China Sea Islands"],
  };

  /* A function from keys to words of the language of `state`; {n} is replaced by `value`. */
  quyu.createWords = function (state) {
    return function (key, value) {
      const pair = WORDS[key];
      const text = pair ? pair[state.lang === "en" ? 1 : 0] : key;
      return value === undefined ? text : text.split("{n}").join(String(value));
    };
  };

  /* The name of an entry {zh, en} of the vocabulary or of the style table. */
  quyu.entryName = function (entry, lang, fallback) {
    if (!entry) return fallback || "";
    return (lang === "en" ? entry.en : entry.zh) || entry.zh || fallback || "";
  };

  quyu.typeName = function (data, lang, layer, type) {
    const table = data.vocabulary.types[layer] || {};
    return quyu.entryName(table[type], lang, type);
  };

  quyu.layerName = (data, lang, layer) => quyu.entryName(data.vocabulary.layers[layer], lang, layer);

  quyu.topicName = (data, lang, topic) => (lang === "en" ? quyu.entryName(data.vocabulary.topics[topic], lang, topic) : topic);

  quyu.nameOfFeature = (feature, lang) => (lang === "en" && feature.en ? feature.en : feature.name);

  quyu.nameOfPlace = function (data, lang, id) {
    const place = data.places[id];
    if (!place) return id;
    return (lang === "en" ? place.e : place.n) || place.n || id;
  };

  /* "2019 吉林": enough to tell the plans of an atlas apart. */
  quyu.planLabel = function (plan, lang) {
    const who = lang === "en" ? plan.subject_en || plan.subject_short : plan.subject_short;
    return plan.date.slice(0, 4) + " " + who;
  };

  quyu.planTitle = (plan, lang) => (lang === "en" && plan.title_en ? plan.title_en : plan.title);

  /* Fill every element that names a word in `data-word`. */
  quyu.fillWords = function (t) {
    for (const node of document.querySelectorAll("[data-word]")) node.textContent = t(node.dataset.word);
  };
})(typeof window === "undefined" ? globalThis : window);
