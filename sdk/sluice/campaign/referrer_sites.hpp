#pragma once

#include <array>
#include <string_view>

#include "sluice/campaign/referrer.hpp"

namespace sluice {

// Sites that send visitors, as of November 2026: what GA4's list of source
// categories, Snowplow's referer-parser and the vendors' own help pages name,
// cut to what is still there and sends visitors to more than one country.
// https://support.google.com/analytics/answer/9756891
//
// Written as a query, "what it is known by=name": there single spaces part
//   bing.com   that domain and those below it
//   |bing.com  that host alone (and its www. and m.): other hosts of the domain
//              are something else
//   google.    with "com", a country's code or both behind it
//   fb         no host, but what people write into utm_source; a domain of two
//              labels stands for its first one too, unless it has a '|'
//
// Each ends in a NUL of its own, which keeps it out of the linker's table of
// strings: the shorter that is, the shorter are the addresses in it, which
// stand all over the code. With the presets, 0.15 KB after compression.
struct ReferrerSites {
  ReferrerClass kind;
  std::string_view sites;
};

inline constexpr std::array<ReferrerSites, 6> kReferrerSites = {{
    {ReferrerClass::Search,
     "google |google. |images.google. |lens.google. |search.google. "
     "googlequicksearchbox.android.google.com=Google"
     "&|news.google.=Google News"
     "&bing.com=Bing"
     "&yahoo |yahoo. search.yahoo.=Yahoo"
     "&duckduckgo.com=DuckDuckGo"
     "&ecosia.org=Ecosia"
     "&qwant.com=Qwant"
     "&startpage.com=Startpage"
     "&brave search.brave.com=Brave"
     "&kagi.com=Kagi&mojeek.com=Mojeek"
     "&baidu.com=Baidu"
     "&sogou.com=Sogou"
     "&360.cn so.com=360"
     "&yandex. ya.ru=Yandex"
     "&naver.com=Naver"
     "&daum.net=Daum&seznam.cz=Seznam"
     "&aol search.aol.com=AOL"
     "&ask.com=Ask"
     "&go.mail.ru=Mail.ru\0"},
    {ReferrerClass::Social,
     "facebook.com fb.com fb.me messenger.com fb meta=Facebook"
     "&instagram.com ig=Instagram"
     "&threads.net threads.com=Threads"
     "&linkedin.com lnkd.in=LinkedIn"
     "&x.com twitter.com t.co x=X"
     "&reddit.com redd.it=Reddit"
     "&pinterest. pin.it=Pinterest"
     "&tiktok.com musically.zhiliaoapp.com=TikTok"
     "&snapchat.com=Snapchat"
     "&whatsapp.com wa.me=WhatsApp"
     "&telegram.org telegram.me t.me=Telegram"
     "&discord.com discordapp.com=Discord"
     "&slack.com=Slack"
     "&teams.microsoft.com statics.teams.cdn.office.net=Microsoft Teams"
     "&bsky.app=Bluesky"
     "&mastodon.social=Mastodon"
     "&quora.com=Quora"
     "&tumblr.com=Tumblr"
     "&medium.com=Medium"
     "&news.ycombinator.com=Hacker News"
     "&producthunt.com=Product Hunt"
     "&stackoverflow.com=Stack Overflow"
     "&nextdoor.com=Nextdoor"
     "&xing.com=XING"
     "&yelp.com=Yelp"
     "&tripadvisor.=Tripadvisor"
     "&groups.google.com=Google Groups"
     "&vk.com vk.ru vk=VK"
     "&ok.ru=OK"
     "&weibo.com weibo.cn=Weibo"
     "&weixin.qq.com=WeChat"
     "&zhihu.com=Zhihu"
     "&line.me=LINE"
     "&kakao.com=Kakao"
     "&blog.naver.com cafe.naver.com=Naver\0"},
    {ReferrerClass::Ai,
     "chatgpt.com openai.com=ChatGPT"
     "&claude.ai=Claude"
     "&gemini.google.com=Gemini"
     "&notebooklm.google.com=NotebookLM"
     "&perplexity.ai=Perplexity"
     "&copilot copilot.microsoft.com copilot.cloud.microsoft=Copilot"
     "&grok.com=Grok"
     "&deepseek.com=DeepSeek"
     "&mistral.ai=Mistral"
     "&meta.ai=Meta AI"
     "&|you.com=You.com"
     "&poe.com=Poe&kimi.com=Kimi"
     "&qwen.ai=Qwen"
     "&doubao.com=Doubao\0"},
    {ReferrerClass::Email,
     "gmail mail.google.com gm.android.google.com=Gmail"
     "&outlook.com outlook.live.com outlook.office.com "
     "outlook.office365.com=Outlook"
     "&mail.yahoo.=Yahoo Mail"
     "&mail.proton.me=Proton Mail"
     "&icloud.com=iCloud"
     "&gmx.net gmx. deref-gmx.net=GMX"
     "&|web.de deref-web.de=WEB.DE"
     "&|mail.ru |e.mail.ru=Mail.ru"
     "&mail.yandex.=Yandex"
     "&mail.qq.com=QQ"
     "&mail.naver.com=Naver"
     "&email.seznam.cz=Seznam"
     "&list-manage.com=Mailchimp\0"},
    {ReferrerClass::Video,
     "youtube.com youtu.be youtube.android.google.com yt=YouTube"
     "&vimeo.com=Vimeo"
     "&dailymotion.com=Dailymotion"
     "&twitch.tv=Twitch"
     "&netflix.com=Netflix&hulu.com=Hulu"
     "&disneyplus.com=Disney+"
     "&rumble.com=Rumble"
     "&bilibili.com=Bilibili"
     "&iqiyi.com iq.com=iQIYI"
     "&youku.com=Youku\0"},
    {ReferrerClass::Shopping,
     "amazon. amzn.to=Amazon"
     "&ebay.=eBay"
     "&etsy.com=Etsy"
     "&walmart.com=Walmart"
     "&aliexpress.=AliExpress"
     "&alibaba.com=Alibaba"
     "&shopping.google.=Google Shopping"
     "&shop.app=Shop"
     "&temu.com=Temu"
     "&shein.com=Shein"
     "&rakuten.=Rakuten"
     "&mercadolibre. mercadolivre.=Mercado Libre"
     "&zalando.=Zalando"
     "&idealo.=idealo"
     "&allegro.pl=Allegro"
     "&flipkart.com=Flipkart"
     "&taobao.com=Taobao"
     "&tmall.com=Tmall"
     "&shopping.naver.com=Naver"
     "&shopee.=Shopee\0"},
}};

}  // namespace sluice
