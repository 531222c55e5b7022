#include "handlers/help/topics.hpp"

#include <algorithm>
#include <array>

#include "gen/help/accessibility.hpp"
#include "gen/help/changes.hpp"
#include "gen/help/display.hpp"
#include "gen/help/documents.hpp"
#include "gen/help/easy/forgotten.hpp"
#include "gen/help/easy/login.hpp"
#include "gen/help/easy/registration.hpp"
#include "gen/help/en/forgotten.hpp"
#include "gen/help/en/login.hpp"
#include "gen/help/en/registration.hpp"
#include "gen/help/expenses.hpp"
#include "gen/help/family.hpp"
#include "gen/help/forgotten.hpp"
#include "gen/help/limit.hpp"
#include "gen/help/link.hpp"
#include "gen/help/login.hpp"
#include "gen/help/mail.hpp"
#include "gen/help/notices.hpp"
#include "gen/help/passkeys.hpp"
#include "gen/help/password.hpp"
#include "gen/help/postcard.hpp"
#include "gen/help/privacy.hpp"
#include "gen/help/profile.hpp"
#include "gen/help/registration.hpp"
#include "gen/help/screenings.hpp"
#include "gen/help/security.hpp"
#include "gen/help/tax.hpp"
#include "gen/help/two_step.hpp"

namespace portal::help_topics {
namespace {

namespace t = templates::help;

constexpr std::array<Topic, 22> topics{
    {{"registration",
      {"利用登録のしかた", t::registration::file},
      "はじめて 初めて 始める 新規 会員登録 アカウント作成 入会 サインアップ",
      {"はじめて つかう（やさしい日本語）", t::easy::registration::file},
      {"How to register", t::en::registration::file}},
     {"postcard",
      {"お知らせハガキについて", t::postcard::file},
      "はがき 葉書 ハガキ 紙 なくした 紛失 届かない 郵便 圧着"},
     {"mail",
      {"メールが届かないとき", t::mail::file},
      "迷惑メール メールが来ない こない 受信拒否 ドメイン指定 受信できない"},
     {"link",
      {"メールのURLが開けないとき", t::link::file},
      "リンク 期限切れ 有効期限 押せない 開かない クリックできない 確認番号 6桁 別の端末"},
     {"family", {"ご家族の利用", t::family::file}, "妻 夫 子ども 子供 扶養 家族 親 配偶者 見られたくない"},
     {"login",
      {"ログインできないとき", t::login::file},
      "入れない はいれない ログイン出来ない サインイン ロックされた 間違えた",
      {"ログインが できないとき（やさしい日本語）", t::easy::login::file},
      {"How to sign in", t::en::login::file}},
     {"forgotten",
      {"ログインID・パスワードを忘れたとき", t::forgotten::file},
      "わすれた 忘れた 暗証番号 ユーザー名 思い出せない わからない 再設定 リセット 再発行",
      {"ログインIDや パスワードを わすれたとき（やさしい日本語）", t::easy::forgotten::file},
      {"If you forgot your login ID or password", t::en::forgotten::file}},
     {"password", {"パスワードの決め方と変更", t::password::file}, "暗証番号 パスワードを変える 変えたい 期限 更新"},
     {"profile",
      {"プロフィールとメールアドレスの変更", t::profile::file},
      "アドレス変更 機種変更 携帯 スマホ 乗り換え ニックネーム"},
     {"two-step",
      {"2段階ログイン", t::two_step::file},
      "二段階認証 2段階認証 認証アプリ 確認コード ワンタイム 機種変更"},
     {"passkeys",
      {"パスキーでログインする", t::passkeys::file},
      "指紋 顔認証 生体認証 Face ID Touch ID Windows Hello セキュリティキー パスワードレス"},
     {"security", {"安全にお使いいただくために", t::security::file}, "不正 乗っ取り 心配 詐欺 フィッシング ログアウト"},
     {"expenses",
      {"医療費通知について", t::expenses::file},
      "医療費のお知らせ 領収書 金額が違う 明細 病院 薬局 いくら"},
     {"documents",
      {"通知書・証明書について", t::documents::file},
      "保険証 資格確認書 資格情報のお知らせ マイナ保険証 支給決定 証明 給付金"},
     {"limit", {"限度額申請について", t::limit::file}, "高額療養費 入院 手術 限度額適用認定証 高い 自己負担"},
     {"tax", {"医療費控除（確定申告）について", t::tax::file}, "税金 還付 確定申告 年末調整 e-Tax イータックス 税務署"},
     {"screenings",
      {"がん検診の申込みについて", t::screenings::file},
      "人間ドック 健診 健康診断 予約 キャンセル 乳がん 胃がん 受診券"},
     {"notices", {"健保からのお知らせとトピックス", t::notices::file}, "連絡 ニュース 未読 メールを止めたい 配信停止"},
     {"display",
      {"文字の大きさ、使える端末、印刷", t::display::file},
      "文字を大きく 字が小さい 見えない 印刷したい プリント スマホ パソコン ブラウザ"},
     {"changes", {"引っ越しや名前が変わったとき", t::changes::file}, "住所変更 転居 結婚 離婚 改姓 退職 やめた 出産"},
     {"privacy", {"個人情報の取り扱い", t::privacy::file}, "プライバシー クッキー 情報漏えい"},
     {"accessibility",
      {"アクセシビリティ方針", t::accessibility::file},
      "障害 読み上げ 音声 キーボード 視覚 聴覚 電話リレー"}}};

}  // namespace

std::span<const Topic> all() { return topics; }

const Topic* named(std::string_view name) {
  const auto found = std::ranges::find(topics, name, &Topic::name);
  return found == topics.end() ? nullptr : &*found;
}

Language language_of(std::string_view argument) {
  if (argument == "easy") return Language::easy_japanese;
  return argument == "en" ? Language::english : Language::japanese;
}

const Page& page_in(const Topic& topic, Language language) {
  const Page& wanted = language == Language::easy_japanese ? topic.easy
                       : language == Language::english     ? topic.english
                                                           : topic.japanese;
  return wanted.file == nullptr ? topic.japanese : wanted;
}

}  // namespace portal::help_topics
