#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sql/applications/applications.hpp"
#include "sql/database.hpp"

// がん検診: what a society offers in a fiscal year, and who applied for it (docs/decisions/0019).
//
// Locks: whoever makes or ends an application for a programme holds the programme's row before touching the
// application's. take_place() and lock() take it; then nobody waits for two rows in turn.
namespace portal::screenings {

using Date = std::chrono::year_month_day;

enum class Who { all, principals, dependents };
enum class AgeCounted { fiscal_year_end, april_first, on_the_day };

// Whom a programme is for, and when: what domain/applications/eligibility.hpp judges by.
struct Rule {
  std::string cancer;  // 胃がん: an interval counts applications for the same one
  int fiscal_year = 0;
  Who who = Who::all;
  bool women_only = false;
  std::optional<int> age_from, age_to;  // both included
  AgeCounted age_counted = AgeCounted::fiscal_year_end;
  int interval_years = 1;           // 1: once in a fiscal year; 0: no rule
  std::optional<Date> enrolled_on;  // only for those enrolled on that day
  Date opens_on, closes_on;         // when one may apply, both included
  bool operator==(const Rule&) const = default;
};

// As a clerk writes it.
struct Programme : Rule {
  std::string name;  // the clerk's, unique in the society: importing it again changes the programme
  std::string title;
  std::vector<std::string> items;  // what is done; at least one
  bool several_items = false;      // more than one may be chosen
  std::optional<int> capacity;
  std::int64_t fee_yen = 0, no_show_fee_yen = 0;
  std::string venue;                 // one line; may be empty
  std::string description, consent;  // Markdown without faults; may be empty
  bool operator==(const Programme&) const = default;
};

struct Stored : Programme {
  ProgrammeId id;
  int taken = 0;    // places, by applications that were not withdrawn
  int version = 1;  // one more with each change
  Timestamp published_at, changed_at;
  std::optional<Timestamp> withdrawn_at;
};

// A programme as one member meets it.
struct Offer {
  ProgrammeId id;
  std::string title;
  std::int64_t fee_yen = 0;
  Rule rule;
  bool is_full = false;
  std::optional<ApplicationId> applied;  // the member's own, not withdrawn
  std::optional<int> last_year;          // fiscal year of the latest other one for the same cancer, up to this one's
};

// What a society offers in a fiscal year and later, at most limits::programmes_of_year_max of each year; and what each
// programme of any year was for.
struct Programmes {
  struct Offered {
    ProgrammeId id;
    std::string title;
    std::int64_t fee_yen = 0;
    Rule rule;
  };
  struct Purpose {
    ProgrammeId id;
    std::string cancer;
    int fiscal_year = 0;
  };
  int fiscal_year = 0;
  std::vector<Offered> offered;
  bool has_capacities = false;    // of those offered, some may be full
  std::vector<Purpose> purposes;  // by id
};
Programmes programmes(db::KeptReader db, int fiscal_year);

// What of it this member finds, by the applications that they made.
std::vector<Offer> offers(db::SocietyReader& db, const Programmes& programmes, MemberId member,
                          const std::vector<applications::Standing>& made);

// One of them whole, and where the roster says the member lives.
struct Opened {
  Stored programme;
  Offer offer;
  std::string postal_code, address;
};
std::optional<Opened> find(db::SocietyReader& db, MemberId member, ProgrammeId id, int fiscal_year);

// What an application says; fees and consent as they were agreed to.
struct Details {
  std::string items;  // those chosen, as one text
  std::string postal_code, address,
      telephone;  // where the 受診券 is sent, as domain/applications/contact.hpp folds them
  std::int64_t fee_yen = 0, no_show_fee_yen = 0;
  std::string consent;
};
struct Applied : applications::Application {
  std::string title;
  int fiscal_year = 0;
  bool women_only = false;
  Date closes_on;  // until then it may be withdrawn
  Details details;
};
std::vector<Applied> applied(db::SocietyReader& db, MemberId applicant);  // the newest first, as applications::list
std::optional<Applied> find_applied(db::SocietyReader& db, MemberId applicant, ApplicationId id);

// Two requests of one account take turns, so that what the first applied for is there when the second is judged.
void take_turns(db::SocietyDatabase& db, AccountId account);

// Takes a place, and the programme's row. False: there is none, or it is another version by now, or withdrawn.
bool take_place(db::SocietyDatabase& db, ProgrammeId id, int version);
void add_details(db::SocietyDatabase& db, ApplicationId id, const Details& details);

// Before an application for it ends; when it did (applications::act, judge), its place is given back.
void lock(db::SocietyDatabase& db, ProgrammeId id);
void lock_all(db::SocietyDatabase& db);  // for who ends applications for several
void give_back_place(db::SocietyDatabase& db, ProgrammeId id);

// What staff does. Whoever changes a programme has locked it, if it was there, by find_for_change.
std::optional<Stored> find_for_change(db::SocietyDatabase& db, std::string_view name);
ProgrammeId add(db::SocietyDatabase& db, const Programme& programme, Timestamp now);
void change(db::SocietyDatabase& db, ProgrammeId id, const Programme& programme, Timestamp now);  // withdrawn no more
bool withdraw(db::SocietyDatabase& db, ProgrammeId id, Timestamp now);  // false: it was so already
std::vector<Stored> latest(db::SocietyReader& db, int count_max);       // newest first
std::optional<Stored> find_stored(db::SocietyReader& db, ProgrammeId id);
std::optional<Stored> find_stored(db::SocietyReader& db, std::string_view name);
int count_of_year(db::SocietyReader& db, int fiscal_year);  // not withdrawn

// Everyone that a programme may be for, left or not, in the order of their numbers, from the one after `after`.
struct Insured {
  MemberId id;
  Date birth_date;
  char sex = 'f';  // 'm' or 'f'
  bool is_principal = false;
  Date enrolled_on;
  std::optional<Date> left_on;
  bool has_account = false;
};
std::vector<Insured> people(db::SocietyReader& db, MemberId after, std::size_t count_max);

}  // namespace portal::screenings
