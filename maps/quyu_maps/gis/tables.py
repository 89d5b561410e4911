"""Give the tables that go with the features: plans, parties, and the places they name."""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from quyu_maps.gis.datum import to_gcj02
from quyu_maps.gis.fields import SEPARATOR
from quyu_maps.gis.formats import WGS84
from quyu_maps.gis.records import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quyu_maps.gis.records import Records

    Lists = Iterable[tuple[str, ...]]

#: Columns of the tables with their Chinese names.
PLANS = {
    "key": "规划代码",
    "title": "标题",
    "title_en": "英文标题",
    "issuer": "发布机关",
    "document_number": "文号",
    "subject": "主体代码",
    "date": "发布日期",
}
PARTIES = {
    "feature_id": "要素编号",
    "role": "角色",
    "position": "次序",
    "place_id": "地点代码",
    "place_name": "地点名称",
}
GAZETTEER = {
    "id": "地点代码",
    "kind": "类别",
    "name": "名称",
    "short": "简称",
    "name_en": "英文名",
    "adcode": "行政区划代码",
    "parent": "上级代码",
    "country": "国家",
    "precision": "点位精度",
    "members": "成员代码",
    "source": "来源",
    "note": "备注",
}


def plans(source: Records) -> pd.DataFrame:
    """Give the plans that features come from, columns as in `PLANS`, by key."""
    rows = [source.plans[key] for key in sorted(source.plans)]
    return pd.DataFrame(
        {name: pd.Series([getattr(row, name) for row in rows], dtype="object") for name in PLANS}
    )


def parties(source: Records) -> pd.DataFrame:
    """Give one row for each member and partner of each feature, columns as in `PARTIES`."""
    features = source.features
    parts = [
        _parties(role, features["id"], features[ids], features[names])
        for role, ids, names in (
            ("member", "members", "member_names"),
            ("partner", "partners", "partner_names"),
        )
    ]
    # Features are sorted already, and so are the roles: equal rows of both keep their order.
    return pd.concat(parts).sort_index(kind="stable", ignore_index=True)


def _parties(role: str, keys: Iterable[str], ids: Lists, names: Lists) -> pd.DataFrame:
    """Give the rows of one role; their index is the number of the feature."""
    counts = [len(group) for group in ids]
    rows = {
        "feature_id": chain.from_iterable(map(repeat, keys, counts)),
        "role": repeat(role, sum(counts)),
        "position": chain.from_iterable(range(1, count + 1) for count in counts),
        "place_id": chain.from_iterable(ids),
        "place_name": chain.from_iterable(names),
    }
    index = np.repeat(np.arange(len(counts)), counts)
    columns = {
        name: pd.Series(list(values), index, dtype="int32" if name == "position" else "object")
        for name, values in rows.items()
    }
    return pd.DataFrame(columns)


def gazetteer(source: Records) -> gpd.GeoDataFrame:
    """Give the places that features and plans name, as points in the CRS of the features."""
    named = {plan.subject for plan in source.plans.values()}
    for column in ("members", "partners"):
        named |= {key for ids in source.features[column] for key in ids}
    places = [source.gazetteer.place(key) for key in sorted(named)]
    columns = {
        name: pd.Series([_text(getattr(place, name)) for place in places], dtype="object")
        for name in GAZETTEER
    }
    points = shapely.points([(p.lon, p.lat) for p in places] or np.empty((0, 2)))
    if source.datum != WGS84:
        points = shapely.transform(points, lambda rows: to_gcj02(rows).round(DECIMALS))
        return gpd.GeoDataFrame(columns, geometry=points, crs=source.crs)
    frame = gpd.GeoDataFrame(columns, geometry=points, crs="EPSG:4326")
    return frame.to_crs(source.crs)


def _text(value: object) -> object:
    return SEPARATOR.join(value) if isinstance(value, tuple) else value
