// Sessions in NestJS, on Express.
import "reflect-metadata";
import { Body, Controller, Get, Module, Post, Redirect, Req } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { generateSecretKey } from "dewar";
import { session } from "dewar/express";
import type { Request } from "express";
import { page } from "../page.ts";

@Controller()
class HomeController {
  @Get("/")
  home(@Req() { session }: Request): string {
    if ("username" in session) session.visits = session.get("visits", 0) + 1;
    return page(session);
  }

  @Post("/login")
  @Redirect("/")
  login(@Req() { session }: Request, @Body() form: { username: string; remember?: string }): void {
    const username = form.username.trim();
    if (username === "") {
      session.flash("Name cannot be empty", "error");
    } else {
      session.clear();
      session.username = username;
      if (form.remember) session.permanent = true;
      session.flash(`Hello, ${username}!`, "success");
    }
  }

  @Post("/logout")
  @Redirect("/")
  logout(@Req() { session }: Request): void {
    session.clear();
  }
}

@Module({ controllers: [HomeController] })
class AppModule {}

const app = await NestFactory.create(AppModule, { logger: ["error", "warn"] });
app.use(
  session({
    // A key for this run only. A real application keeps one: npx dewar keygen
    secretKey: process.env.SECRET_KEY ?? generateSecretKey(),
    permanentSessionLifetime: { days: 7 },
  }),
);
const port = Number(process.env.PORT ?? 3000);
await app.listen(port, "127.0.0.1");
console.log(`http://127.0.0.1:${port}`);
