#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/database.hpp"
#include "sql/expenses/expenses.hpp"

// 新着のお知らせ: what is new to whom, the mails that told of it, and who wants none.
namespace portal::arrivals {

using Date = std::chrono::year_month_day;

// What can be new to a member. Each is one part of the statement behind news().
enum class Kind { expenses, documents, notices };

// Somebody to whom a mail may go today: has an account, may still come, wants these mails, has a primary address that
// takes mail, and got none today.
struct Receiver {
  AccountId account;
  MemberId member;
  std::string address;
  Timestamp known_at;  // what appeared until then is not new: the latest of sign-in, mail, and limits::arrival_life ago
};
// Those after an account's number, in that order, so that a long list is read in portions.
std::vector<Receiver> receivers(db::SocietyReader& db, AccountId after, Date today, Timestamp now, int count_max);

// The kinds of which something appeared since the receiver knew all: expenses of whom they see, and their own documents
// and the notices to be mailed that they have not opened. One statement.
std::vector<Kind> news(db::SocietyReader& db, const Receiver& receiver, const expenses::News& new_expenses, Date today);

// Takes the member's day. False: a mail was made today already. `code` stops these mails; only its digest is kept.
bool take_day(db::SocietyDatabase& db, MemberId member, Date day, std::string_view code, Timestamp now);

// Takes back what waits to tell the principal of the member's household that something is new, and the day with it: the
// next run judges anew, without the member. In the caller's transaction; mails that are being sent stay. How many.
std::uint64_t take_back(db::SocietyDatabase& db, MemberId member, Timestamp now);

// Whose mail the code is from; nothing for one that is unknown or older than limits::unsubscribe_life.
struct Owner {
  AccountId account;
  MemberId member;
};
std::optional<Owner> owner_of(db::SocietyReader& db, std::string_view code, Timestamp now);

bool wants_mails(db::SocietyReader& db, AccountId account);
bool set_wants_mails(db::SocietyDatabase& db, AccountId account, bool wanted);  // false: it was so already

// What staff sees.
struct Figures {
  std::int64_t accounts = 0, wanting = 0, reachable = 0;  // reachable: wanting, and the primary address takes mail
};
Figures figures(db::SocietyReader& db);

struct Day {
  Date day;
  std::int64_t mails = 0, clicks = 0;
};
std::vector<Day> days(db::SocietyReader& db, Timestamp since, int count_max);  // those with mails, the latest first

// The name of a day's mailing, in the links whose clicks are counted (sql/mails/mailings.hpp).
std::string mailing_of(Date day);

}  // namespace portal::arrivals
