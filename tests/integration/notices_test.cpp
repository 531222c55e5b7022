#include "sql/publishing/notices.hpp"

#include <set>

#include <boost/test/unit_test.hpp>

#include "domain/publishing/article_file.hpp"
#include "domain/publishing/notice_audience.hpp"
#include "domain/publishing/publication.hpp"
#include "tests/support/operator.hpp"
#include "tests/support/page.hpp"
#include "tests/support/test_portal.hpp"

namespace notices = portal::notices;
namespace publication = portal::publication;
using namespace std::chrono_literals;
using notices::Audience;
using notices::Date;
using notices::Notice;
using portal::MemberId;
using portal::NoticeId;
using portal::Reply;
using portal::testing::Browser;
using portal::testing::says;
using portal::testing::TestPortal;

namespace {

Notice notice(const std::string& title, const Audience& audience = {}) {
  Notice made;
  made.name = title;
  made.title = title;
  made.body = "本文です。\n";
  made.from = 2026y / 11 / 20;
  made.audience = audience;
  return made;
}

NoticeId publish(TestPortal& portal, const Notice& one, const std::string& society = "mihon") {
  auto db = portal.staff_of(society);
  return notices::publish(db, one, portal.now).id;
}

std::string path(NoticeId id, const std::string& society = "mihon") {
  return "/" + society + "/notices/" + std::to_string(number(id));
}

std::int64_t reads(TestPortal& portal) {
  auto rows = portal.staff.select("SELECT COUNT(*) AS counted FROM notice_reads");
  rows.next();
  return rows.get<std::int64_t>("counted");
}

// A page without what differs on every one: its own path and its form tokens.
std::string without_what_changes(std::string page, const std::string& own_path) {
  constexpr std::string_view before = "name=\"csrf\" value=\"";
  for (auto at = page.find(before); at != std::string::npos; at = page.find(before, at + 1))
    page.erase(at + before.size(), page.find('"', at + before.size()) - at - before.size());
  for (auto at = page.find(own_path); at != std::string::npos; at = page.find(own_path))
    page.erase(at, own_path.size());
  return page;
}

// Where each of the titles stands on the page, in order; those that aren't there are left out.
std::vector<std::string> in_order(const Reply& page, std::vector<std::string> titles) {
  std::erase_if(titles, [&](const std::string& title) { return !says(page, ">" + title + "</a>"); });
  std::ranges::sort(titles, {}, [&](const std::string& title) { return page.body.find(">" + title + "</a>"); });
  return titles;
}

Audience only(Audience::Who who) {
  Audience audience;
  audience.who = who;
  return audience;
}

Audience only(MemberId member) {
  Audience audience;
  audience.members = {member};
  return audience;
}

// Every kind of member that the audience rule tells apart, in both societies.
void add_population(TestPortal& portal) {
  const Date births[] = {1952y / 11 / 20, 1951y / 11 / 21, 1951y / 11 / 20, 1986y / 11 / 19,
                         1986y / 11 / 20, 1986y / 11 / 21, 1988y / 2 / 29,  2026y / 11 / 21};
  const std::optional<Date> leaving[] = {{}, 2026y / 11 / 19, 2026y / 11 / 20, 2026y / 11 / 21};
  int number = 5000;
  for (const char* slug : {"mihon", "tameshi"})
    for (const char* relation : {"本人", "妻"})
      for (const char* sex : {"m", "f"})
        for (const Date birth : births)
          for (const auto& left_on : leaving)
            portal.staff.execute(R"(
              INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date,
                                   sex, enrolled_on, left_on, postal_code, address)
              SELECT id, '12', ?, '00', ?, '見本　人', 'ミホン', 'ミホン', ?, ?, '2010-04-01', ?, '1000001', '東京都見本区'
              FROM societies WHERE slug = ?)",
                                 std::to_string(number++), relation, birth, sex, left_on, slug);
}

std::vector<portal::Member> everyone(TestPortal& portal, const std::string& society) {
  auto rows = portal.staff.select(
      R"(
    SELECT m.id AS member_id, m.symbol, m.number, m.branch, m.relation, m.name AS member_name, m.birth_date, m.sex,
           m.enrolled_on, m.left_on, m.email AS member_email
    FROM members m JOIN societies s ON s.id = m.society_id WHERE s.slug = ? ORDER BY m.id)",
      society);
  std::vector<portal::Member> found;
  while (rows.next()) found.push_back(portal::members::read(rows));
  return found;
}

std::vector<Audience> every_audience(const std::vector<portal::Member>& members) {
  std::vector<MemberId> listed;
  for (std::size_t at = 0; at < members.size(); at += 3) listed.push_back(members[at].id);
  std::vector<Audience> found;
  const std::pair<std::optional<int>, std::optional<int>> ages[] = {{}, {40, {}}, {{}, 74}, {40, 74}, {38, 38}};
  for (const auto who : {Audience::Who::all, Audience::Who::principals, Audience::Who::dependents})
    for (const std::optional<char> sex : {std::optional<char>{}, std::optional{'m'}, std::optional{'f'}})
      for (const auto& [age_from, age_to] : ages)
        for (const bool is_listed : {false, true})
          found.push_back(
              {who, sex, age_from, age_to, is_listed ? std::optional(listed) : std::optional<std::vector<MemberId>>{}});
  return found;
}

std::set<MemberId> addressed_by_statement(portal::db::SocietyDatabase& db, NoticeId id) {
  auto rows = db.select(portal::db::joined<R"(
    SELECT m.id FROM notices n JOIN members m ON m.society_id = n.society_id
    WHERE n.society_id = :society AND n.id = ? AND )",
                                           notices::addressed>,
                        id);
  std::set<MemberId> found;
  while (rows.next()) found.insert(rows.get<MemberId>("id"));
  return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(notices_pages)

BOOST_AUTO_TEST_CASE(a_member_finds_what_is_for_them_the_unread_first_and_counted) {
  TestPortal portal;
  Notice older = notice("十月の知らせ");
  older.from = 2026y / 10 / 1;
  publish(portal, older);
  const NoticeId read = publish(portal, notice("全員への知らせ"));
  publish(portal, notice("被保険者への知らせ", only(Audience::Who::principals)));
  publish(portal, notice("被扶養者への知らせ", only(Audience::Who::dependents)));
  const std::vector<std::string> titles{"十月の知らせ", "全員への知らせ", "被保険者への知らせ", "被扶養者への知らせ"};
  Browser hanako = portal.as("hanako");
  BOOST_TEST((in_order(hanako.get("/mihon/notices"), titles) ==
              std::vector<std::string>{"被保険者への知らせ", "全員への知らせ", "十月の知らせ"}));
  BOOST_TEST(says(hanako.get("/mihon/notices"), "未読のお知らせが3件あります"));
  BOOST_TEST(says(hanako.get(path(read)), "本文です。"));
  const Reply after = hanako.get("/mihon/notices");
  BOOST_TEST(
      (in_order(after, titles) == std::vector<std::string>{"被保険者への知らせ", "十月の知らせ", "全員への知らせ"}));
  BOOST_TEST(says(after, "未読のお知らせが2件あります"));
  Browser ichiro = portal.as("ichiro");
  BOOST_TEST((in_order(ichiro.get("/mihon/notices"), titles) ==
              std::vector<std::string>{"被扶養者への知らせ", "全員への知らせ", "十月の知らせ"}));
}

BOOST_AUTO_TEST_CASE(opening_a_notice_marks_it_read_once_and_for_this_member_alone) {
  TestPortal portal;
  const NoticeId id = publish(portal, notice("知らせ"));
  Browser hanako = portal.as("hanako");
  Browser ichiro = portal.as("ichiro");
  hanako.get("/mihon/notices");
  BOOST_TEST(reads(portal) == 0);
  hanako.get(path(id));
  portal.now += 20min;
  hanako.get(path(id));
  BOOST_TEST(reads(portal) == 1);
  auto rows = portal.staff.select("SELECT read_at FROM notice_reads");
  rows.next();
  BOOST_TEST((rows.get<portal::Timestamp>("read_at") == portal.now - 20min));
  BOOST_TEST(says(hanako.get("/mihon/notices"), "未読のお知らせはありません"));
  BOOST_TEST(says(ichiro.get("/mihon/notices"), "未読のお知らせが1件あります"));
}

BOOST_AUTO_TEST_CASE(what_is_not_for_the_member_or_not_shown_now_is_the_same_404_as_what_never_was) {
  TestPortal portal;
  Notice future = notice("明日から");
  future.from = 2026y / 11 / 23;
  Notice ended = notice("昨日まで");
  ended.until = 2026y / 11 / 21;
  const NoticeId others = publish(portal, notice("被扶養者へ", only(Audience::Who::dependents)));
  const NoticeId listed = publish(portal, notice("一人へ", only(portal.member("mihon", "0001001", "01"))));
  const NoticeId foreign = publish(portal, notice("よその知らせ"), "tameshi");
  const NoticeId withdrawn = publish(portal, notice("取り下げた"));
  auto db = portal.staff_of("mihon");
  notices::withdraw(db, withdrawn, portal.now);
  Browser hanako = portal.as("hanako");
  const Reply never = hanako.get("/mihon/notices/999999999");
  const std::string nothing = without_what_changes(never.body, "/mihon/notices/999999999");
  BOOST_TEST(never.status == 404);
  for (const NoticeId id : {publish(portal, future), publish(portal, ended), others, listed, foreign, withdrawn}) {
    const Reply reply = hanako.get(path(id));
    BOOST_TEST(reply.status == 404);
    BOOST_TEST((without_what_changes(reply.body, path(id)) == nothing));
  }
  for (const char* odd : {"0", "-1", "01", "1x", "9999999999999999999999", "%20", "１"})
    BOOST_TEST((hanako.get(std::string("/mihon/notices/") + odd).status == 404), odd);
  BOOST_TEST(reads(portal) == 0);
  BOOST_TEST(says(hanako.get("/mihon/notices"), "いま掲載しているお知らせはありません"));
}

BOOST_AUTO_TEST_CASE(days_are_japan_s_and_both_the_first_and_the_last_one_count) {
  TestPortal portal;
  Notice one = notice("今日だけ");
  one.from = 2026y / 11 / 22;
  one.until = 2026y / 11 / 22;
  const NoticeId id = publish(portal, one);
  const auto status_at = [&](const char* utc) {
    portal.now = portal::timestamp_from_sql(utc);
    Browser hanako = portal.as("hanako");
    return hanako.get(path(id)).status;
  };
  BOOST_TEST(status_at("2026-11-21 14:59:59") == 404);
  BOOST_TEST(status_at("2026-11-21 15:00:00") == 200);
  BOOST_TEST(status_at("2026-11-22 14:59:59") == 200);
  BOOST_TEST(status_at("2026-11-22 15:00:00") == 404);
}

BOOST_AUTO_TEST_CASE(a_page_has_twenty_and_leads_to_the_next_and_back) {
  TestPortal portal;
  for (int count = 1; count <= 41; ++count) publish(portal, notice("知らせ" + std::to_string(count)));
  Browser hanako = portal.as("hanako");
  const Reply first = hanako.get("/mihon/notices");
  BOOST_TEST(says(first, "全41件中 1～20件目"));
  BOOST_TEST(says(first, ">知らせ41</a>"));
  BOOST_TEST(says(first, "href=\"/mihon/notices?page=2\""));
  BOOST_TEST(!says(first, "前のページ"));
  const Reply last = hanako.get("/mihon/notices?page=3");
  BOOST_TEST(says(last, "全41件中 41～41件目"));
  BOOST_TEST(says(last, ">知らせ1</a>"));
  BOOST_TEST(!says(last, "次のページ"));
  BOOST_TEST(says(hanako.get("/mihon/notices?page=2"), "href=\"/mihon/notices\""));
  for (const char* odd : {"4", "0", "-1", "x", "", "1001", "１", "2x"})
    BOOST_TEST((hanako.get(std::string("/mihon/notices?page=") + odd).status == 404), odd);
}

BOOST_AUTO_TEST_CASE(home_names_the_one_that_is_unread_and_counts_several) {
  TestPortal portal;
  Browser hanako = portal.as("hanako");
  BOOST_TEST(says(hanako.get("/mihon/home"), "新しいお知らせはありません。"));
  const NoticeId first = publish(portal, notice("知らせ1"));
  const Reply one = hanako.get("/mihon/home");
  BOOST_TEST(says(one, "「知らせ1」が未読です。"));
  BOOST_TEST(says(one, "href=\"" + path(first) + "\"><span>お知らせを読む</span></a>"));
  for (int count = 2; count <= 5; ++count) publish(portal, notice("知らせ" + std::to_string(count)));
  hanako.get(path(first));
  const Reply home = hanako.get("/mihon/home");
  BOOST_TEST(says(home, "未読のお知らせが4件あります。"));
  BOOST_TEST(says(home, "href=\"/mihon/notices\"><span>お知らせを見る</span></a>"));
  BOOST_TEST(says(home, "未読が4件あります"));
}

BOOST_AUTO_TEST_CASE(who_left_reads_what_was_there_and_nothing_newer) {
  TestPortal portal;
  Notice before = notice("前の知らせ");
  before.from = 2026y / 11 / 9;
  const NoticeId old_one = publish(portal, before);
  Notice later = notice("後の知らせ");
  later.from = 2026y / 11 / 10;
  const NoticeId new_one = publish(portal, later);
  Browser hanako = portal.as("hanako");
  portal.staff.execute("UPDATE members SET left_on = '2026-11-10'");
  BOOST_TEST(hanako.get(path(old_one)).status == 200);
  BOOST_TEST(hanako.get(path(new_one)).status == 404);
  BOOST_TEST(!says(hanako.get("/mihon/notices"), "後の知らせ"));
}

BOOST_AUTO_TEST_CASE(two_look_alike_societies_never_see_each_other_s) {
  TestPortal portal;
  std::vector<std::pair<std::string, NoticeId>> all;
  for (const std::string society : {"mihon", "tameshi"}) {
    all.emplace_back(society, publish(portal, notice("同じ名前"), society));
    all.emplace_back(society, publish(portal, notice("一人へ", only(portal.member(society, "0001001"))), society));
  }
  for (const std::string society : {"mihon", "tameshi"}) {
    Browser hanako = portal.as("hanako", society);
    for (const auto& [owner, id] : all) {
      BOOST_TEST((hanako.get(path(id, society)).status == (owner == society ? 200 : 404)));
      if (owner != society)
        BOOST_TEST(hanako.get(path(id, owner)).header("Location").starts_with("/" + owner + "/login"));
    }
  }
  BOOST_TEST(reads(portal) == 4);
}

BOOST_AUTO_TEST_CASE(what_a_clerk_wrote_is_shown_as_written_and_never_as_markup) {
  TestPortal portal;
  Notice one = notice("\"><script>alert(1)</script>&amp;'");
  one.body =
      "# 見出し<b>\n\n**太い** *斜め* `<i>`  \n[外](https://example.jp/?a=1&b=\"x) [中](/help/mail)\n\n"
      "- 一\n- 二\n\n2. 二\n\n> 引用\n\n    <pre>\n\n<script>alert(1)</script>\n\n{{BASE}} 𠮷\n";
  const NoticeId id = publish(portal, one);
  Browser hanako = portal.as("hanako");
  const Reply page = hanako.get(path(id));
  BOOST_TEST(page.status == 200);
  BOOST_TEST(!says(page, "<script>alert"));
  BOOST_TEST(!says(page, "<b>"));
  BOOST_TEST(says(page, "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"));
  BOOST_TEST(says(page, "<strong>太い</strong> <em>斜め</em> <code>&lt;i&gt;</code><br>"));
  BOOST_TEST(says(page, "<a href=\"/mihon/help/mail\">中</a>"));
  BOOST_TEST(says(page, "<ul><li>一</li>\n<li>二</li>\n</ul>"));
  BOOST_TEST(says(page, "<ol start=\"2\"><li>二</li>\n</ol>"));
  BOOST_TEST(says(page, "<blockquote><p>引用</p>\n</blockquote>"));
  BOOST_TEST(says(page, "<pre><code>&lt;pre&gt;\n</code></pre>"));
  BOOST_TEST(says(page, "{{BASE}} 𠮷"));
}

BOOST_AUTO_TEST_CASE(publishing_the_same_name_again_changes_the_text_and_keeps_who_read_it) {
  TestPortal portal;
  portal::testing::Operator staff(portal.staff, "mihon");
  const auto publish_file = [&](const std::string& body) {
    auto content = portal::article_file::parse("+++\ntitle = \"題\"\naudience = [\"12-0001001-00\"]\n+++\n" + body,
                                               "shirase", portal::article_file::Kind::notice);
    return publication::publish_notice(staff.scene(portal.now), content).value();
  };
  const auto first = publish_file("一版\n");
  BOOST_TEST((first.published.change == portal::articles::Change::added));
  BOOST_TEST((first.notice.from == 2026y / 11 / 22));
  BOOST_TEST(first.head_count.all == 1);
  Browser hanako = portal.as("hanako");
  hanako.get(path(first.published.id));
  portal.now += 48h;
  BOOST_TEST((publish_file("一版\n").published.change == portal::articles::Change::unchanged));
  const auto second = publish_file("二版\n");
  BOOST_TEST((second.published.change == portal::articles::Change::changed));
  BOOST_TEST((second.published.id == first.published.id));
  BOOST_TEST((second.notice.from == 2026y / 11 / 22));
  Browser again = portal.as("hanako");
  BOOST_TEST(says(again.get("/mihon/notices"), "未読のお知らせはありません"));
  BOOST_TEST(says(again.get(path(first.published.id)), "二版"));
  publication::withdraw_notice(staff.scene(portal.now), first.published.id);
  BOOST_TEST(again.get(path(first.published.id)).status == 404);
  publish_file("二版\n");
  BOOST_TEST(again.get(path(first.published.id)).status == 200);
  auto rows = portal.staff.select(
      "SELECT event FROM audit_log WHERE object_kind = 'notice' AND object_id = ? AND operator = 'os:tester' ORDER BY "
      "id",
      first.published.id);
  for (const char* event : {"notice_published", "notice_changed", "notice_withdrawn", "notice_changed"}) {
    BOOST_REQUIRE(rows.next());
    BOOST_TEST(rows.get<std::string>("event") == event);
  }
  BOOST_TEST(!rows.next());
}

BOOST_AUTO_TEST_CASE(a_number_that_nobody_has_is_a_fault_with_its_line) {
  TestPortal portal;
  portal::testing::Operator staff(portal.staff, "mihon");
  auto content =
      portal::article_file::parse("+++\ntitle = \"題\"\naudience = [\"12-0001001-00\",\n\"12-0009999-00\"]\n+++\n本文",
                                  "a", portal::article_file::Kind::notice);
  BOOST_TEST(!publication::publish_notice(staff.scene(portal.now), content).has_value());
  BOOST_REQUIRE(content.faults.size() == 1U);
  BOOST_TEST(content.faults.front().line == 4U);
  BOOST_TEST(portal.count("notices") == 0);
}

BOOST_AUTO_TEST_CASE(a_notice_costs_three_statements_beside_its_transaction) {
  TestPortal portal;
  const NoticeId warm = publish(portal, notice("一"));
  const NoticeId measured = publish(portal, notice("二"));
  Browser hanako = portal.as("hanako");
  hanako.get(path(warm));
  hanako.get("/mihon/notices");
  const auto statements = [&portal] { return portal.server_status("Questions"); };
  const auto before = statements();
  const auto idle = statements() - before;
  hanako.get(path(measured));
  const auto after = statements();
  constexpr int begin_and_commit = 2;
  BOOST_TEST(after - before - 2 * idle <= 3 + begin_and_commit);
  hanako.get("/mihon/notices");
  BOOST_TEST(statements() - after - idle <= 2);
}

// Cell by cell: for every audience and first day, the statement finds the very members for whom the function says yes.
BOOST_AUTO_TEST_CASE(the_audience_s_statement_and_function_are_one_rule) {
  TestPortal portal;
  add_population(portal);
  const auto members = everyone(portal, "mihon");
  auto db = portal.staff_of("mihon");
  int cells = 0;
  int addressed = 0;
  for (const Date from : {2026y / 11 / 20, 2026y / 2 / 28, 2026y / 3 / 1, 2028y / 2 / 29})
    for (const Audience& audience : every_audience(members)) {
      Notice one = notice("知らせ" + std::to_string(cells), audience);
      one.from = from;
      const NoticeId id = publish(portal, one);
      std::set<MemberId> by_function;
      for (const portal::Member& member : members)
        if (portal::notice_audience::addresses(audience, from, member)) by_function.insert(member.id);
      BOOST_TEST((by_function == addressed_by_statement(db, id)));
      BOOST_TEST(notices::head_count(db, id).all == static_cast<int>(by_function.size()));
      cells += static_cast<int>(members.size());
      addressed += static_cast<int>(by_function.size());
    }
  BOOST_TEST(cells > 40'000);
  BOOST_TEST(addressed > 4000);
}

BOOST_AUTO_TEST_SUITE_END()
