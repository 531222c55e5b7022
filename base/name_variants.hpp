#pragma once
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

// Which kanji of names are the same to whoever looks for somebody: 髙 and 高, 齋 and 斎. For search keys alone; nothing
// is shown or stored in another's place.
namespace portal::name_variants {

// The usual form first. From 常用漢字表 (its forms of 康熙字典) and 人名用漢字表 (戸籍法施行規則別表第二), as far as
// NFKC doesn't join them, and the forms of family names that neither has (髙 﨑 嵜 𠮷 邉 圡 嶋 穐 …). Compared with
// Unihan_Variants and Unihan_OtherMappings of Unicode 15.0 (Debian's unicode-data), which know all but some sixty
// of them, such as 齋, 邊 and 澤.
inline constexpr auto forms = std::to_array<std::u32string_view>({
    // clang-format off
    U"亜亞", U"悪惡", U"圧壓", U"囲圍", U"為爲", U"医醫", U"壱壹", U"稲稻", U"隠隱", U"栄榮", U"営營", U"衛衞",
    U"円圓", U"園薗", U"縁緣", U"応應", U"桜櫻", U"奥奧", U"横橫", U"温溫", U"価價", U"仮假", U"会會", U"絵繪",
    U"懐懷", U"覚覺", U"学學斈", U"岳嶽", U"楽樂", U"勧勸", U"巻卷", U"寛寬", U"関關", U"観觀", U"館舘",
    U"巌巖", U"帰歸", U"亀龜", U"戯戲", U"犠犧", U"旧舊", U"拠據", U"挙擧", U"峡峽", U"狭狹", U"暁曉", U"区區",
    U"駆驅", U"勲勳", U"薫薰", U"恵惠", U"渓溪", U"経經", U"鶏鷄雞", U"芸藝", U"撃擊", U"県縣", U"倹儉",
    U"剣劍劒", U"険險", U"圏圈", U"検檢", U"献獻", U"顕顯", U"験驗", U"厳嚴", U"広廣", U"効效", U"恒恆",
    U"高髙", U"黄黃", U"国國", U"黒黑", U"済濟", U"斎齋齊斉", U"剤劑", U"崎﨑嵜碕", U"雑雜", U"参參", U"桟棧",
    U"蚕蠶", U"惨慘", U"賛贊", U"残殘", U"糸絲", U"歯齒", U"児兒", U"湿濕", U"実實", U"釈釋", U"寿壽", U"収收",
    U"従從", U"渋澁", U"獣獸", U"縦縱", U"粛肅", U"処處", U"緒緖", U"叙敍", U"奨奬", U"将將", U"渉涉", U"焼燒",
    U"証證", U"条條", U"状狀", U"乗乘", U"浄淨", U"剰剩", U"畳疊", U"嬢孃", U"譲讓", U"醸釀", U"真眞", U"晋晉",
    U"慎愼", U"寝寢", U"尽盡", U"図圖", U"瀬瀨", U"粋粹", U"酔醉", U"穂穗", U"随隨", U"数數", U"枢樞", U"声聲",
    U"清淸", U"静靜", U"摂攝", U"専專", U"浅淺", U"戦戰", U"践踐", U"銭錢", U"潜潛", U"繊纖", U"禅禪", U"双雙",
    U"壮壯", U"争爭", U"荘莊", U"捜搜", U"巣巢", U"曽曾", U"装裝", U"騒騷", U"増增", U"蔵藏", U"臓臟", U"即卽",
    U"属屬", U"続續", U"堕墮", U"対對", U"体體", U"帯帶", U"滞滯", U"台臺", U"滝瀧", U"択擇", U"沢澤", U"単單",
    U"団團", U"弾彈", U"痴癡", U"昼晝", U"虫蟲", U"鋳鑄", U"庁廳", U"徴徵", U"聴聽", U"鎮鎭", U"遥遙", U"鉄鐵",
    U"点點", U"伝傳", U"灯燈", U"当當", U"党黨", U"盗盜", U"徳德悳", U"独獨", U"読讀", U"届屆", U"弐貳",
    U"悩惱", U"脳腦", U"覇霸", U"拝拜", U"廃廢", U"売賣", U"麦麥", U"発發", U"髪髮", U"抜拔", U"蛮蠻", U"秘祕",
    U"浜濱濵", U"富冨", U"払拂", U"仏佛", U"辺邊邉", U"変變", U"弁辨辯瓣", U"歩步", U"宝寶", U"豊豐", U"褒襃",
    U"翻飜", U"毎每", U"万萬", U"満滿", U"黙默", U"弥彌", U"訳譯", U"薬藥", U"与與", U"予豫", U"余餘", U"誉譽",
    U"揺搖", U"様樣", U"謡謠", U"来來", U"頼賴", U"乱亂", U"覧覽", U"竜龍", U"両兩", U"猟獵", U"緑綠", U"涙淚",
    U"塁壘", U"礼禮", U"励勵", U"霊靈", U"齢齡", U"暦曆", U"歴歷", U"恋戀", U"錬鍊", U"炉爐", U"労勞", U"郎郞",
    U"楼樓", U"録錄", U"湾灣", U"吉𠮷", U"土圡", U"島嶋嶌", U"峰峯", U"秋穐龝", U"桧檜", U"柳栁", U"橋𣘺",
    U"野埜", U"船舩", U"昇曻", U"涼凉", U"松枩", U"柏栢", U"隣鄰", U"群羣", U"兎兔", U"莱萊", U"蒋蔣", U"尭堯",
    U"桑桒", U"槙槇", U"穣穰", U"蝉蟬", U"濤涛", U"祢禰", U"鴎鷗", U"麹麴", U"祷禱", U"頬頰", U"靭靱", U"間閒",
    // clang-format on
});

using Pair = std::pair<char32_t, char32_t>;  // the variant, the usual form

consteval std::size_t count() {
  std::size_t variants = 0;
  for (const std::u32string_view form : forms) variants += form.size() - 1;
  return variants;
}

consteval std::array<Pair, count()> sorted_pairs() {
  std::array<Pair, count()> pairs{};
  std::size_t at = 0;
  for (const std::u32string_view form : forms)
    for (const char32_t variant : form.substr(1)) pairs[at++] = {variant, form.front()};
  std::ranges::sort(pairs);
  return pairs;
}

inline constexpr auto pairs = sorted_pairs();

constexpr char32_t usual_form(char32_t c) {
  const auto found = std::ranges::lower_bound(pairs, c, {}, &Pair::first);
  return found == pairs.end() || found->first != c ? c : found->second;
}
static_assert(usual_form(U'髙') == U'高' && usual_form(U'高') == U'高');

}  // namespace portal::name_variants
