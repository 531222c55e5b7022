"""A society as it is in life: a family of four with some 150 expense lines a year, somebody protected, somebody who has
left, names longer than boxes. Made up anew at each first start, so that its days lie where a visitor's today is."""

import random
import shutil
from datetime import date, timedelta
from itertools import product

SLUG = "kurashi"
DOCUMENTS = "kurashi-documents"
SYMBOL = "見本本社"
LINES_A_YEAR = 150
LINES_A_MONTH_MAX = 20  # while the year is young
MONTHS_UNTIL_PUBLISHED = 2
SEED = 1985
FAMILY = ["00", "01", "02", "03"]
PROTECTED = f"{SYMBOL}-0000101-04"
MEMBER_COLUMNS = "記号,番号,枝番,続柄,氏名,フリガナ,生年月日,性別,資格取得日,資格喪失日,メールアドレス,郵便番号,住所"
EXPENSE_COLUMNS = ("レセプト番号,記号,番号,枝番,診療年月,診療区分,医療機関名,日数,医療費総額,健保負担額,公費負担額,窓口負担額,"
                   "食事療養費,高額療養費,付加給付")
PROVIDERS = [
    ("見本クリニック", "医科外来", (1, 3), (3, 19)), ("みほん薬局　駅前店", "調剤", (1, 3), (2, 16)),
    ("医療法人社団見本会　みほん記念総合病院", "医科外来", (1, 2), (5, 60)), ("さくら歯科医院", "歯科", (1, 4), (4, 24)),
    ("みほん整形外科リハビリテーションクリニック", "医科外来", (1, 6), (2, 13)), ("見本眼科", "医科外来", (1, 1), (5, 18)),
    ("青空こどもクリニック", "医科外来", (1, 2), (3, 9)), ("あおぞら薬局", "調剤", (1, 2), (2, 12)), ("", "柔整", (2, 9), (2, 9)),
]
# Login IDs and passwords of those who have registered already.
ACCOUNTS = [
    {"member": f"{SYMBOL}-0000101-00", "login_id": "kurashi.hanako", "password": "mihon no kazoku 4",
     "nickname": "はなこ"},
    {"member": f"{SYMBOL}-0000102-00", "login_id": "kurashi.left", "password": "mihon no mukashi 6",
     "nickname": "せいざえもん"},
    {"member": f"{SYMBOL}-0000103-00", "login_id": "kurashi.alexandra", "password": "mihon no namae 9",
     "nickname": "アレクサンドラ・マリア・デ・ラ・クル"},
]


def members(today, left=""):
    """The file's text; `left`: the day on which one of them leaves."""
    child, hers = date(today.year - 3, 4, 12), date(today.year - 44, 11, 3)
    address = "000-0101,見本県見本市見本が丘南三丁目22番地11号　見本グランドレジデンス・イースト1203号室"
    rows = [
        f"0000101,00,本人,髙﨑　花子,タカサキ　ハナコ,{hers},女,2008-04-01,,hanako.takasaki@example.jp,{address}",
        f"0000101,01,夫,髙﨑　一郎,タカサキ　イチロウ,{date(today.year - 46, 6, 15)},男,2012-10-01,,,{address}",
        f"0000101,02,長女,髙﨑　さくら,タカサキ　サクラ,{date(today.year - 15, 4, 1)},女,{date(today.year - 15, 4, 1)},,,{address}",
        f"0000101,03,長男,髙﨑　蓮太郎,タカサキ　レンタロウ,{child},男,{child},,,{address}",
        f"0000101,04,母,髙﨑　トメ,タカサキ　トメ,{date(today.year - 78, 1, 20)},女,2015-04-01,,,{address}",
        f"0000102,00,本人,小比類巻　清左衛門光之助,コヒルイマキ　セイザエモンミツノスケ,{date(today.year - 60, 2, 28)},男,1990-04-01,"
        f"{left},kohiruimaki@example.jp,000-0102,見本県見本市見本町2-2",
        "0000103,00,本人,アレクサンドラ　マリア　デ　ラ　クルス　フェルナンデス　ゴンサレス,アレクサンドラ　マリア,1992-02-29,女,2020-04-01,,"
        "alexandra@example.jp,000-0103,見本県見本市見本町3-3",
    ]
    return "\r\n".join([MEMBER_COLUMNS, *(f"{SYMBOL},{row}" for row in rows), ""])


def expenses(today):
    """The file's text: this year's months that have come, and the whole of last year."""
    chance = random.Random(SEED)
    lines = []
    for year in (today.year - 1, today.year):
        months = [month for month in range(1, 13)
                  if (today.year - year) * 12 + today.month - month >= MONTHS_UNTIL_PUBLISHED]
        for place, month in enumerate(months):
            count = LINES_A_YEAR * (place + 1) // len(months) - LINES_A_YEAR * place // len(months)
            lines += month_of(chance, date(year, month, 1), min(count, LINES_A_MONTH_MAX))
    return "\r\n".join([EXPENSE_COLUMNS, *(f"K{number:06},{line}" for number, line in enumerate(lines)), ""])


def month_of(chance, month, count):
    """In May somebody was in hospital; the one who left has a line a month of his own, the protected one, too."""
    lines = [("0000102,00", month, "見本クリニック", "医科外来", 1, 5_430, 0, 0, 0, 0),
             ("0000101,04", month, "見本の隠れた医院", "医科外来", 1, 7_000, 0, 0, 0, 0)]
    if month.month == 5:
        lines.append(("0000101,01", month, "医療法人社団見本会　みほん記念総合病院", "医科入院", 9, 1_248_340, 0, 12_240, 286_600, 45_000))
        count -= 1
    # A month's bills of one place for one person are one line.
    for branch, (provider, category, days, hundreds) in chance.sample([*product(FAMILY, PROVIDERS)], count):
        total = chance.randint(*hundreds) * 1_000 + chance.randrange(0, 100, 10)
        is_child = branch == "03"
        lines.append((f"0000101,{branch}", month, provider, category, chance.randint(*days), total,
                      total * 2 // 10 if is_child else 0, 0, 0, 0))
    return [row(*line) for line in lines]


def row(member, month, provider, category, days, total, funds, meals, high, additional):
    paid = total * 8 // 10 if funds else total * 7 // 10
    return (f"{SYMBOL},{member},{month:%Y-%m},{category},{provider},{days},{total},{paid},{funds},"
            f"{total - paid - funds},{meals},{high},{additional}")


def documents(folder, data, today):
    """Writes the folder that is imported: one PDF of the other society's, whoever stands in it, and its index."""
    folder.mkdir(exist_ok=True)
    shutil.copy(data / "mihon-documents" / "kettei-0001001-00-0915.pdf", folder / "kettei.pdf")
    rows = ["記号,番号,枝番,種別,件名,発行日,ファイル名",
            f"{SYMBOL},0000101,00,支給決定通知書,高額療養費・付加給付支給決定通知書（令和{today.year - 2018}年5月診療分）,"
            f"{today - timedelta(days=10)},kettei.pdf"]
    (folder / "index.csv").write_text("\r\n".join([*rows, ""]))
    return folder


def leaving(today):
    """The same file, after who leaves has registered: whoever has left gets no postcard."""
    return members(today, today - timedelta(days=60))


FILES = {"kurashi-members.csv": members, "kurashi-leaving.csv": leaving, "kurashi-expenses.csv": expenses}
