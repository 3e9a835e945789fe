/** Give an order; what the server says against it is shown where the order was given from. */
import { messageOf } from "@/api/errors";
import { showToast } from "@/lib/toasts";

/** `takeBack`: undoes what the page showed ahead of the server's answer. */
export async function run<T>(order: () => Promise<T>, takeBack?: () => void): Promise<T | null> {
  try {
    return await order();
  } catch (error) {
    takeBack?.();
    showToast(messageOf(error), { isTrouble: true });
    return null;
  }
}
