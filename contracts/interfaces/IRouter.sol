// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IPermit2} from "contracts/interfaces/IPermit2.sol";

/// @title IRouter
/// @notice Ways into a wstETH vault from ETH, WETH and stETH, and out of it into stETH, WETH and the issuer's withdrawal requests.
/// @dev Every function takes from its caller alone, whatever others have approved, and leaves nothing in the router, nor any approval. It moves
/// what came with it and no more: tokens or ether that somebody sends to the router by himself are lost to him and change nothing for anybody else.
/// Amounts in wei of the token that the name says; shares are the vault's.
interface IRouter {
    /* ERRORS */

    /// @notice Fewer than the caller's minimum: shares on the way in, LST, stETH or WETH on the way out.
    error ReceivedUnderMinimum(uint256 received, uint256 minimum);
    /// @notice The router takes the LST, stETH and WETH.
    error TokenNotTaken(address token);
    /// @notice Nothing to do: the amount is zero.
    error ZeroAmount();
    /// @notice The pool did not take all of the LST.
    error SaleIncomplete(uint256 lst, uint256 sold);
    /// @notice Nobody or the router itself, from where it could not be had back.
    error ReceiverRefused(address receiver);
    /// @notice A callback or ether from elsewhere than expected.
    error UnexpectedCaller(address caller);

    /* IN */

    /// @notice Deposits LST of the caller.
    function deposit(uint256 lst, address receiver, uint256 minShares) external returns (uint256 shares);

    /// @notice Wraps stETH of the caller and deposits it. stETH moves in shares, so that a wei may stay with its owner.
    function depositStEth(uint256 stEth, address receiver, uint256 minShares) external returns (uint256 shares);

    /// @notice Stakes WETH of the caller with the issuer at par and deposits it.
    function depositWeth(uint256 weth, address receiver, uint256 minShares) external returns (uint256 shares);

    /// @notice Stakes the ether sent along with the issuer at par and deposits it.
    function depositEth(address receiver, uint256 minShares) external payable returns (uint256 shares);

    /// @notice Deposits LST, stETH or WETH that the caller has signed a Permit2 transfer for, with this router as spender.
    /// @dev The signature names neither receiver nor minimum; it works for the signer's own call alone, where these stand.
    function depositWithPermit2(
        IPermit2.PermitTransferFrom calldata permit,
        bytes calldata signature,
        address receiver,
        uint256 minShares
    ) external returns (uint256 shares);

    /* OUT */

    /// @notice Redeems shares of the caller for LST.
    function redeem(uint256 shares, address receiver, uint256 minLst) external returns (uint256 lst);

    /// @notice Redeems shares of the caller and unwraps the LST.
    function redeemToStEth(uint256 shares, address receiver, uint256 minStEth) external returns (uint256 stEth);

    /// @notice Redeems shares of the caller and sells the LST in the Uniswap pool at whatever it gives, but not under `minWeth`.
    function redeemToWeth(uint256 shares, address receiver, uint256 minWeth) external returns (uint256 weth);

    /// @notice Redeems shares of the caller and asks the issuer for the ETH; `receiver` gets the tickets (ERC-721), of equal size as far as they divide.
    function redeemToWithdrawalRequests(uint256 shares, address receiver, uint256 minLst)
        external
        returns (uint256[] memory requestIds);

    /* WITH THEM */

    /// @notice ERC-2612 permit of the caller for this router. One that somebody has used up before is no error where the allowance is there.
    function selfPermit(address token, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;

    /// @notice Several of these in one transaction, a permit first, say. It takes no ether, since every call in it would count all of it.
    function multicall(bytes[] calldata calls) external returns (bytes[] memory results);
}
