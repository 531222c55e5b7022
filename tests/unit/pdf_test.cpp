#include "base/papers/pdf.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <boost/test/unit_test.hpp>

#include "tests/support/sample_pdf.hpp"

namespace {

using portal::pdf::examine;
using portal::pdf::Verdict;
using portal::testing::SamplePdf;

std::string printed() {
  const std::filesystem::path folder = SOURCE_FOLDER "/demo/data/mihon-documents";
  std::ifstream in(folder / "shikaku-0001001-00.pdf", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pdfs)

BOOST_AUTO_TEST_CASE(a_plain_pdf_is_good_whether_its_table_is_text_or_a_stream) {
  BOOST_TEST((examine(SamplePdf{}.bytes()) == Verdict::good));
  BOOST_TEST((examine(printed()) == Verdict::good));
}

BOOST_AUTO_TEST_CASE(what_does_not_begin_like_a_pdf_is_none) {
  for (const std::string& bytes : {std::string(), std::string("<html>%PDF-1.7"), std::string("MZ"), "x" + printed()})
    BOOST_TEST((examine(bytes) == Verdict::not_a_pdf));
}

BOOST_AUTO_TEST_CASE(a_pdf_cut_off_anywhere_is_damaged) {
  for (const std::string& whole : {SamplePdf{}.bytes(), printed()})
    for (const std::size_t part : {1U, 2U, 3U, 5U, 9U})
      BOOST_TEST((examine(whole.substr(0, whole.size() * part / 10)) == Verdict::damaged), part);
}

BOOST_AUTO_TEST_CASE(a_pdf_with_a_wrong_table_is_not_repaired_but_damaged) {
  std::string bytes = SamplePdf{}.bytes();
  bytes.insert(bytes.find("1 0 obj"), "          ");
  BOOST_TEST((examine(bytes) == Verdict::damaged));
  bytes = printed();
  bytes.replace(bytes.size() / 2, 0, std::string(100, 'x'));
  BOOST_TEST((examine(bytes) == Verdict::damaged));
}

BOOST_AUTO_TEST_CASE(a_pdf_with_a_password_is_told_apart_from_a_broken_one) {
  const std::string key(64, 'a');
  const std::string trailer = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + key + ">/U<" + key + ">>>";
  BOOST_TEST((examine(SamplePdf{.in_trailer = trailer}.bytes()) == Verdict::encrypted));
}

BOOST_AUTO_TEST_CASE(scripts_and_actions_that_start_something_are_found_wherever_they_stand) {
  for (const char* entries : {"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", "/AA<</WC<</S/Launch/F(x.exe)>>>>",
                              "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>",
                              "/OpenAction<</S/J#61vaScript/J#53(1)>>", "/AcroForm<</XFA[(a)(b)]>>"})
    BOOST_TEST((examine(SamplePdf{.in_catalog = entries}.bytes()) == Verdict::has_script), entries);
  const char* button = "/Annots[<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/A<</S/SubmitForm/F(https://example.jp)>>>>]";
  BOOST_TEST((examine(SamplePdf{.in_page = button}.bytes()) == Verdict::has_script));
}

Verdict verdict_of_link(const std::string& action) {
  const std::string link = "/Annots[<</Type/Annot/Subtype/Link/F 4/Rect[0 0 9 9]/A<<" + action + ">>>>]";
  return examine(SamplePdf{.in_page = link}.bytes());
}

BOOST_AUTO_TEST_CASE(a_link_to_a_web_page_is_no_script) {
  for (const char* action : {"/S/URI/URI(https://www.example.jp)", "/S/URI/URI(HTTP://www.example.jp)",
                             "/S/URI/URI(mailto:info@example.jp)", "/S/URI/URI(tel:03-0000-0000)", "/S/GoTo/D[0/Fit]"})
    BOOST_TEST((verdict_of_link(action) == Verdict::good), action);
}

BOOST_AUTO_TEST_CASE(a_link_to_anything_but_the_web_a_mail_or_a_telephone_is_refused) {
  for (const char* address :
       {"(javascript:alert\\(1\\))", "(JavaScript:1)", "(file:///etc/passwd)", "(smb://10.0.0.1/a)",
        "(\\\\\\\\10.0.0.1\\\\a)", "(//10.0.0.1/a)", "( https://www.example.jp)", "(data:text/html,1)",
        "<6A6176617363726970743A31>", "<FEFF006A0061>"})
    BOOST_TEST((verdict_of_link(std::string("/S/URI/URI") + address) == Verdict::leads_elsewhere), address);
}

BOOST_AUTO_TEST_CASE(a_link_into_another_document_is_refused) {
  for (const char* action :
       {"/S/GoToR/D[0/Fit]/F(\\\\\\\\10.0.0.1\\\\a.pdf)", "/S/GoToR/D[0/Fit]", "/S/Go#54oR/D[0/Fit]",
        "/S/Thread/D 0/F(\\\\\\\\10.0.0.1\\\\a.pdf)", "/S/GoTo/D[0/Fit]/Next<</S/GoToR/F(a.pdf)>>"})
    BOOST_TEST((verdict_of_link(action) == Verdict::leads_elsewhere), action);
}

BOOST_AUTO_TEST_CASE(what_stands_in_another_file_is_refused_wherever_it_is_named) {
  for (const char* entries : {"/X<</FS/URL/F(https://example.jp/a.pdf)>>", "/X<</FS/URL>>", "/X<</Type/Filespec/X 1>>",
                              "/X<</UF(\\\\\\\\10.0.0.1\\\\a)>>", "/X[<</F<</F(a)>>>>]", "/X<</DOS(a)>>"})
    BOOST_TEST((examine(SamplePdf{.in_catalog = entries}.bytes()) == Verdict::leads_elsewhere), entries);
  BOOST_TEST((examine(SamplePdf{.in_stream = "/F<</X 1>>"}.bytes()) == Verdict::leads_elsewhere));
}

BOOST_AUTO_TEST_CASE(a_font_called_f_is_no_file) {
  const char* font = "/X<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>/FS 5 0 R>>>>";
  BOOST_TEST((examine(SamplePdf{.in_page = font}.bytes()) == Verdict::good));
}

BOOST_AUTO_TEST_CASE(attachments_are_found) {
  for (const char* entries : {"/Names<</EmbeddedFiles<</Names[]>>>>", "/AF[<</Type/Filespec/F(a)>>]"})
    BOOST_TEST((examine(SamplePdf{.in_catalog = entries}.bytes()) == Verdict::has_files), entries);
}

BOOST_AUTO_TEST_CASE(a_pdf_of_which_a_part_can_only_be_guessed_is_damaged) {
  for (const char* entries : {"/X<</A 1/A<</X 2>>>>", "/X<</A", "/X 1 0 Q"})
    BOOST_TEST((examine(SamplePdf{.in_catalog = entries}.bytes()) == Verdict::damaged), entries);
}

BOOST_AUTO_TEST_CASE(a_pdf_without_a_page_and_one_nested_too_deep_are_refused) {
  BOOST_TEST((examine(SamplePdf{.has_page = false}.bytes()) == Verdict::has_no_page));
  const std::string deep = "/Deep" + std::string(200, '[') + std::string(200, ']');
  BOOST_TEST((examine(SamplePdf{.in_catalog = deep}.bytes()) == Verdict::damaged));
}

BOOST_AUTO_TEST_SUITE_END()
