#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sql/database.hpp"

namespace portal {

// A health insurance society (健康保険組合): the tenant. What it sets about itself, and what holds until it does; how
// it is set says sql/society_settings.hpp.
struct Society {
  SocietyId id;
  std::string slug, name, telephone;
  std::string hours = "平日 9:00～17:00";
  std::optional<std::string> site_url, accent;
  std::optional<std::string> contact_form_url;  // where members write to it instead of calling
  bool takes_relay_calls = false;               // 電話リレーサービス, for people who don't hear or speak
  std::string mail_from;
  bool listed = false;
  bool asks_birth_date = false;
  int link_minutes = 180;
  bool reissue_mails_password = true;       // false: the mail of a reissue holds the link and the login ID alone
  bool tells_unregistered = true;           // a reissue mails an address without an account that it has none
  int password_days = 365;                  // 0: passwords don't expire
  bool two_factors_spare_passwords = true;  // nor those of accounts with a second factor
  // From that day on, who has no second factor adds one first; none: they are offered.
  std::optional<std::chrono::year_month_day> two_factors_from;
  int session_idle_minutes = 30;
  int session_minutes_max = 720;
  bool principal_sees_household = true;
  int readable_months_after_leaving = 12;
  std::optional<int> erase_after_leaving_years;  // all that is held of people who left; none: kept for ever
  int expense_month_lag = 2;
  int expense_day = 10;
  std::optional<std::string> contact_mail;  // of its clerks, who are told what became of files in the inbox
  int odd_percent_max = 5;                  // a file in the inbox with more of 確認 than that is not taken in
  int handling_days = 14;                   // within so many days an application is handled; 0: nothing is said
  bool expense_pdf_is_official = false;     // the PDF of 医療費通知 is the society's notice, not for reference alone
};

struct FrontItem {
  std::string section;  // lead (the sentence under the name), announcement (公告), news (ニュースとお知らせ), link
  std::optional<std::chrono::year_month_day> published_on;
  std::string title;
  std::optional<std::string> url;
};

namespace societies {

Society read(const db::Rows& rows);  // society_id, slug and the columns of sql/society_settings.hpp
std::vector<Society> listed(const db::SiteReader& database);
std::vector<Society> all(const db::SiteReader& database);
std::optional<Society> find(const db::SiteReader& database, std::string_view slug);
std::optional<SocietyId> id_of(const db::SiteReader& database, std::string_view slug);
std::optional<Society> find(db::KeptReader db);         // the reader's own
std::vector<FrontItem> front_items(db::KeptReader db);  // by section, the latest first

SocietyId add(db::Database& database, const Society& society, Timestamp now);  // Conflict: the slug is taken
void update(db::Database& database, const Society& society);
void replace_front_items(db::SocietyDatabase& db, const std::vector<FrontItem>& items);

}  // namespace societies
}  // namespace portal
