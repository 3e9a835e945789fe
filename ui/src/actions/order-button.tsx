import { forwardRef } from "react";
import { Button, type ButtonProps } from "@/components/button";
import { useIsLive } from "@/live/hooks";

/** A button that gives the server an order: dashed and still while nobody is there to take it. */
export const OrderButton = forwardRef<HTMLButtonElement, ButtonProps>(function OrderButton({ disabled, ...rest }, ref) {
  const isLive = useIsLive();
  return <Button ref={ref} disabled={disabled || !isLive} {...rest} />;
});
