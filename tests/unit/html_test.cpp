#include "base/html.hpp"

#include <catch2/catch.hpp>

using namespace kindly;

TEST_CASE("text cannot leave the place it is written to", "[html]") {
  CHECK(html_text("<script>alert(\"&'\")</script>") ==
        "&lt;script&gt;alert(&quot;&amp;&#39;&quot;)&lt;/script&gt;");
  CHECK(html_text("caf\u00e9 \u2013 \U0001F331") == "caf\u00e9 \u2013 \U0001F331");
}

TEST_CASE("what neither HTML nor XML may hold is shown as an escape", "[html]") {
  CHECK(html_text("a\x01\x1b[31m") == "a\\x01\\x1b[31m");
  CHECK(html_text("a\u202eb") == "a\\u202eb");
  CHECK(html_text("\xff") == "\\xff");
  CHECK(html_text("\ufffe|\uffff|\ufffd") == "\\ufffe|\\uffff|\ufffd");
}

TEST_CASE("a page stands alone and lets nothing run or load", "[html]") {
  const std::string page = html_page(
      {.title = "Me & <you>", .style = ".a{color:red}\n", .body = "<h1>One</h1>\n"});
  CHECK(page.starts_with("<!DOCTYPE html>\n" + std::string(made_by_kindly)));
  CHECK(page.find("<title>Me &amp; &lt;you&gt;</title>") != std::string::npos);
  CHECK(page.find("default-src 'none'") != std::string::npos);
  CHECK(page.find(".a{color:red}\n</style>") != std::string::npos);
  CHECK(page.find("<main>\n<h1>One</h1>\n</main>") != std::string::npos);
  for (const char* const loads : {"http:", "https:", "@import", "url(", "<script"})
    CHECK(page.find(loads) == std::string::npos);
}
