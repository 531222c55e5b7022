// Made-up members for the journeys, as a society's core system would feed them.
const FAMILY_NAMES = ["𠮷田", "髙橋", "山﨑", "渡邉", "齋藤", "濵口", "葛󠄀城", "佐々木", "長曽我部", "鈴木"];
const GIVEN_NAMES = ["一郎", "花子", "ウィリアム光之助", "さくら", "翔", "トメ", "蓮", "陽菜"];
const COLUMNS = "記号,番号,枝番,続柄,氏名,フリガナ,生年月日,性別,資格取得日,資格喪失日,メールアドレス,郵便番号,住所";
export const OUR_SYMBOL = "試験";
export const BIRTH_DATE = "昭和60年4月1日";

/// The file's text: first those with a mail address, then those without. Names repeat in turns.
export function membersFile(preset, plain) {
  const rows = Array.from({ length: preset + plain }, (_, index) => memberRow(index + 1, index < preset));
  return [COLUMNS, ...rows, ""].join("\r\n");
}

export const presetAddress = (number) => `preset${Number(number)}@example.jp`;

function memberRow(index, preset) {
  const number = String(index).padStart(7, "0");
  const name = `${FAMILY_NAMES[index % FAMILY_NAMES.length]}　${GIVEN_NAMES[index % GIVEN_NAMES.length]}`;
  const email = preset ? presetAddress(number) : "";
  return `${OUR_SYMBOL},${number},00,本人,${name},シケン　タロウ,${BIRTH_DATE},女,2010-04-01,,${email},000-0000,見本県見本市見本町9-9`;
}
