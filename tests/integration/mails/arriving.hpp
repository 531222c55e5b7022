#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/mails/arrival_mails.hpp"
#include "sql/expenses/expense_batches.hpp"
#include "sql/imports/imports.hpp"
#include "sql/publishing/arrivals.hpp"
#include "sql/publishing/notices.hpp"
#include "tests/support/operator.hpp"
#include "tests/support/test_database.hpp"
#include "tests/support/test_portal.hpp"

// What the tests of the mails 新着のお知らせ share.
namespace portal::testing::arriving {

using namespace std::chrono_literals;

inline constexpr auto one_day = std::chrono::hours{24};

inline bool says(std::string_view text, std::string_view words) { return text.find(words) != std::string_view::npos; }

// A portal a day after hanako of mihon registered and signed in, and the command that makes the mails, as its own
// database user.
struct Arriving : TestPortal {
  Arriving() {
    as("hanako");
    now += one_day;
  }

  int send(const std::string& slug = "mihon") {
    testing::Operator clerk(ctl, slug);
    int made = 0;
    for (std::optional<AccountId> after = AccountId{0}; after;) {
      db::Transaction transaction(ctl);
      const auto portion = arrival_mails::make_portion(clerk.scene(installation, now), *after);
      transaction.commit();
      made += portion.mails;
      after = portion.last;
    }
    return made;
  }

  ImportId import_of(const std::string& kind, const std::string& slug = "mihon") {
    const std::string name = "file" + std::to_string(count("imports"));
    db::SocietyDatabase db = staff_of(slug);
    return imports::add(db, {kind, name, name, "os:tester", {}}, now);
  }

  // A line as an import writes it, in a file of its own.
  void feed(expenses::Month month, const std::string& branch = "00", const std::string& slug = "mihon",
            const std::string& number = "0001001") {
    db::SocietyDatabase db = staff_of(slug);
    const ImportId import = import_of("expenses", slug);
    expense_batches::Writer writer(db, import);
    const expenses::Amounts amounts{98760, 69132, 0, 29628, 0, 0, 0};
    writer.add({"line" + std::to_string(portal::number(import)), member(slug, number, branch), month, "医科外来",
                "金糸雀クリニック", 1, amounts});
    writer.finish();
    expense_batches::add_months(db, {{month, {1, amounts.total}}}, import);
  }

  NoticeId publish(const std::string& name, expenses::Date from, bool mails = true) {
    notices::Notice notice;
    notice.name = name;
    notice.title = "金糸雀の" + name;
    notice.body = "本文です。\n";
    notice.from = from;
    notice.mails = mails;
    db::SocietyDatabase db = staff_of("mihon");
    return notices::publish(db, notice, now).id;
  }

  std::vector<SentMail> arrival_mails() {
    auto all = mails();
    std::erase_if(all, [](const SentMail& mail) { return mail.subject != "新着のお知らせ"; });
    return all;
  }
  // The path with the secret that stops the latest mail.
  std::string stop_path() {
    const std::string url = arrival_mails().back().unsubscribe_url;
    return url.substr(installation.config.origin.size());
  }
  Reply one_click(const std::string& path, const std::string& words = "One-Click") {
    Request request;
    request.method = Method::post;
    request.path = path.substr(0, path.find('?'));
    request.query.add("r", path.substr(path.find("r=") + 2));
    request.form.add("List-Unsubscribe", words);
    request.sec_fetch_site = "cross-site";
    return answer(request);
  }
  bool wants_mails(const std::string& slug = "mihon", const std::string& login_id = "hanako") {
    auto rows = staff.select(
        "SELECT a.mails_arrivals FROM accounts a JOIN societies s ON s.id = a.society_id WHERE s.slug = ? AND "
        "a.login_id = ?",
        slug, login_id);
    rows.next();
    return rows.get<bool>("mails_arrivals");
  }
  db::Database ctl{testing::test_database().settings(DatabaseRole::ctl)};
};

}  // namespace portal::testing::arriving
