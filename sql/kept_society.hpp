#pragma once
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "sql/applications/limit_bands.hpp"
#include "sql/applications/screenings.hpp"
#include "sql/expenses/expenses.hpp"
#include "sql/publishing/notices.hpp"
#include "sql/publishing/topics.hpp"
#include "sql/societies.hpp"

namespace portal {

// A society and what it says to all, as one worker keeps it from request to request (docs/decisions/0039): each part is
// read when a page first asks for it, and holds while the society's revision, which every request reads first, is the
// same. Nothing in it is about a member: a part comes from a function that takes a KeptReader. What is shown by the day
// is kept for one day (or fiscal year); another one is read anew. A part's rows may be newer than the revision, or come
// from another server than it: they are shown to this request, and the next one reads everything anew.
class KeptSociety {
 public:
  explicit KeptSociety(SocietyId id) : id_(id) {}

  SocietyId id() const { return id_; }
  const Society& society() const { return society_; }  // before the first bring_to(): of no meaning
  bool is_known() const { return !revision_.empty(); }

  // Makes it one of that revision, which was read on the same connection before. Of another one than before, or of
  // other tables (db::Database::generation()), nothing stays. False: the society isn't there any more.
  bool bring_to(const std::string& revision, db::KeptReader db);

  const std::vector<FrontItem>& front_items(db::KeptReader db) {
    return part(front_items_, db, societies::front_items);
  }
  const expenses::Arrived& arrived(db::KeptReader db) { return part(arrived_, db, expenses::arrived); }
  const std::vector<limit_bands::Schedule>& limit_schedules(db::KeptReader db) {
    return part(limit_schedules_, db, limit_bands::all);
  }
  const screenings::Programmes& programmes(db::KeptReader db, int fiscal_year) {
    return part(programmes_, db, screenings::programmes, fiscal_year);
  }
  const notices::Shown& notices(db::KeptReader db, notices::Date today) {
    return part(notices_, db, notices::shown_to_all, today);
  }
  const std::vector<topics::Line>& topics(db::KeptReader db, topics::Date today) {
    return part(topics_, db, topics::shown_to_all, today);
  }

 private:
  template <class T, class... Key>
  struct Part {
    std::optional<T> rows;
    std::tuple<Key...> key;
  };
  template <class T, class... Key>
  const T& part(Part<T, Key...>& kept, db::KeptReader db, T (*read)(db::KeptReader, Key...), Key... key) {
    if (!kept.rows || kept.key != std::tuple(key...)) {
      kept.rows = read(db, key...);
      kept.key = std::tuple(key...);
      note_whether_overtaken(db);
    }
    return *kept.rows;
  }
  void note_whether_overtaken(db::KeptReader db);

  SocietyId id_;
  std::string revision_;
  int generation_ = 0;
  bool is_overtaken_ = false;
  Society society_;
  Part<std::vector<FrontItem>> front_items_;
  Part<expenses::Arrived> arrived_;
  Part<std::vector<limit_bands::Schedule>> limit_schedules_;
  Part<screenings::Programmes, int> programmes_;
  Part<notices::Shown, notices::Date> notices_;
  Part<std::vector<topics::Line>, topics::Date> topics_;
};

// Those that a worker met lately, limits::kept_societies_max at most.
class KeptSocieties {
 public:
  KeptSociety* find(std::string_view slug);  // nullptr: not met, or forgotten
  KeptSociety& add(std::string_view slug, SocietyId id);
  void forget(std::string_view slug);

 private:
  std::list<std::pair<std::string, KeptSociety>> latest_first_;
};

}  // namespace portal
