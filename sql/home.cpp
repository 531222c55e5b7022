#include "sql/home.hpp"

namespace portal::home {
namespace {

constexpr int news_max = 3;

}  // namespace

Overview overview(db::SocietyDatabase& db, AccountId account) {
  auto rows = db.select(R"(
    SELECT EXISTS (SELECT address FROM account_emails
                   WHERE society_id = :society AND account_id = ? AND bounced_at IS NOT NULL) AS bounced,
           f.published_on, f.title, f.url
    FROM (SELECT 1 AS one) AS always
    LEFT JOIN front_items f ON f.society_id = :society AND f.section = 'news'
    ORDER BY f.published_on DESC, f.position LIMIT ?)",
                        account, news_max);
  Overview overview;
  while (rows.next()) {
    overview.has_bounced_address = rows.get<bool>("bounced");
    if (auto title = rows.get<std::optional<std::string>>("title"))
      overview.society_news.push_back({"news", rows.get<std::optional<std::chrono::year_month_day>>("published_on"),
                                       *std::move(title), rows.get<std::optional<std::string>>("url")});
  }
  return overview;
}

}  // namespace portal::home
