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
    reading: ["原文", "Text"],
    ofText: ["{n} 项", "{n} initiatives"],
    doubtful: ["待定地名 {n}", "{n} doubtful names"],
    doubtfulName: ["待定地名", "Doubtful name"],
    others: ["同名者:", "Also so named: "],
    undecided: ["几处同名,文中不足以判定", "Several places bear the name; the text does not decide"],
    basis: ["依据:", "Basis: "],
    basis_only: ["仅此一处", "the only one"],
    basis_compound: ["并称", "a compound"],
    basis_parent: ["上级已点明", "its parent is named"],
    basis_siblings: ["与同级并列", "named beside its siblings"],
    basis_subject: ["在本文所属地域内", "within the unit that speaks"],
    basis_document: ["文中已出现", "named before in the text"],
    basis_kind: ["名称后缀", "the kind in its name"],
    responsible: ["责任单位", "In charge"],
    horizon: ["时限", "Horizon"],
    layers: ["图层", "Layers"],
    overview: ["概览", "Overview"],
    list: ["清单", "List"],
    about: ["说明", "About"],
    themes: ["专题", "Themes"],
    core: ["核心事项", "Core only"],
    filters: ["筛选", "Filters"],
    all: ["全选", "All"],
    none: ["清空", "None"],
    figures: ["统计", "Figures"],
    tabs: ["面板", "Panel"],
    clearFilters: ["清除筛选", "Clear filters"],
    menu_plan: ["规划·年份", "Plan, year"],
    menu_topic: ["领域", "Topics"],
    menu_partner: ["伙伴", "Partners"],
    menu_tie: ["互见", "Both sides"],
    tie: ["互见", "Both sides"],
    "tie_reciprocal": ["对方规划也提及", "Named by the other side's plan too"],
    "tie_one-sided": ["仅一方规划提及", "Named by one side only"],
    "tie_no-plan": ["对方规划未收录", "No plan of the other side at hand"],
    tieNote: ["按已收录规划的同一图层比对:对方规划是否也提到双方的这一联系。", "Among the plans at hand, within one layer: does the other side's plan name this side?"],
    membersAsIn: ["所示成员据", "Parties shown as in"],
    groupBy: ["清单编排", "List by"],
    by_plan: ["按规划条款", "By plan and article"],
    by_partner: ["按伙伴", "By partner"],
    noPartner: ["省内事项(无外部伙伴)", "Within the subject, no partner outside"],
    sources: ["{n} 份规划", "{n} plans"],
    emptyList: ["没有符合条件的事项", "No initiative fits these choices"],
    figuresLead: ["以下为图上 {n} 项;点击一行即筛选。", "Of the {n} on the map; press a row to filter."],
    byType: ["按类型", "By type"],
    byTypeCaveat: ["类型由人工判读;点击只看该类。", "Types were judged by hand; press to see one alone."],
    byTopic: ["按领域", "By topic"],
    byTopicCaveat: ["一项可属多个领域,合计大于项数。", "An initiative may have several topics, so the sum exceeds the total."],
    byStatus: ["按状态", "By status"],
    byStatusCaveat: ["状态为规划发布时的表述,不代表目前进度。", "As worded when the plan was issued, not the present state."],
    byPartner: ["按伙伴", "By partner"],
    byPartnerCaveat: ["按文本点名计,一项多伙伴各计一次;不代表合作规模。", "Counted by names in the text, once for each partner; says nothing of volume."],
    byTie: ["按互见", "By both sides"],
    byTieCaveat: ["只比对已收录的规划;未收录不等于未提及。", "Among the plans at hand; what is not at hand may name it all the same."],
    byYear: ["按规划年份", "By year of plan"],
    byYearCaveat: ["两份规划各提一次的事项计两次。", "What two plans name counts twice."],
    moreRows: ["另有 {n} 行", "{n} more rows"],
    copyLink: ["复制链接", "Copy link"],
    copied: ["链接已复制", "Link copied"],
    copyFailed: ["未能复制,请从地址栏复制", "Not copied; take it from the address bar"],
    save: ["下载 ▾", "Save ▾"],
    savePng: ["当前视图 PNG", "This view as PNG"],
    saveGeojson: ["图上事项 GeoJSON", "What is on the map, GeoJSON"],
    saveCsv: ["图上事项 CSV", "What is on the map, CSV"],
    saved: ["已生成 {n}", "{n} is ready"],
    saveFailed: ["图片未能生成", "The picture could not be made"],
    membersThere: ["成员:", "Members: "],
    methodHead: ["方法", "Method"],
    method1: [
      "每一事项取自规划的一个条款,记成员、伙伴、类型、领域、状态与是否核心事项;两份规划所提的同一事项(名称相同,或成员相同)合为一处,卡片并列各自出处。",
      "Each initiative comes from one clause of a plan, with members, partners, type, topics, status and whether it is core; what two plans say of the same (equal name or equal members) is drawn once, and the card names both.",
    ],
    method2: [
      "省级成员自省界引线,市县自驻地引线;视图外的伙伴列于图框,点击可前往。",
      "A province acts from its outline, a city from its seat; partners out of view stand on the frame, and a click leads there.",
    ],
    method3: [
      "区域为成员行政区合并后平滑的示意范围;通道沿已知走向或经停点连线。",
      "Regions are the members' areas, merged and smoothed; corridors follow known courses or join known stops.",
    ],
    reviewHead: ["审图与底图", "Review and base map"],
    via: ["仅经区域参与:{n}", "Takes part only through: {n}"],
    viaNote: ["* 仅经区域名称参与,无单独图件,点击查看该事项", "* takes part only through a region, has no sheet of its own; click shows the initiative"],
    findProvince: ["筛选省份(可用拼音)", "Find a province"],
    onMap: ["项在图上", "on the map"],
    ofAll: ["共 {n} 项", "of {n}"],
    plans: ["{n} 份规划", "{n} plans"],
    emptyMap: ["没有符合条件的事项", "No initiative fits these choices"],
    reset: ["恢复默认", "Reset"],
    letters: ["字标", "Letters"],
    lettersNote: ["合作联系线上加类型字标,便于黑白打印和色觉障碍者辨认", "Letters on the links tell their types in grey print and without colours"],
    legend: ["图例", "Legend"],
    collapse: ["收起 ▾", "Close ▾"],
    zoomIn: ["放大", "Zoom in"],
    net: ["在线底图(需联网)", "Online base map (needs a net)"],
    netOf: ["在线底图:{n}", "Online base map: {n}"],
    netShift: ["事项已偏移显示", "features shown shifted"],
    netFailed: ["在线底图无法取得,改用内置底图", "No tiles could be had; back to the base map of the sheet"],
    netAbout: [
      "在线底图:{n}。打开后才联网取图,由提供者负责;保存的图片和数据不含在线底图,数据坐标不变。",
      "Online base map: {n}. Asked for only when switched on; its provider answers for it. Saved pictures and data are without it, and in their own coordinates.",
    ],
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
    readByMachine: ["机器提取，未经人工复核", "Read by machine, not reviewed by a person"],
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
    matrixNote: ["行=发文省,列=被点名省;数为联系项数,黑框为双方互提", "Rows issue, columns are named; framed: each names the other"],
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
