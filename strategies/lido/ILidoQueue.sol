// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";

/// @title ILidoQueue
/// @notice LST redeemed at par by the issuer's own withdrawal queue, and bought where it costs less.
/// @dev The operations below are never called directly: the vault hands their ABI encoding to `deploy`, `free` or `manage`.
interface ILidoQueue is IStrategy {
    /* ERRORS */

    /// @notice More LST asked for than lies here; what is requested has to be waited for.
    error LstInsufficient(uint256 requested, uint256 available);
    /// @notice More WETH to spend than lies here.
    error EthInsufficient(uint256 requested, uint256 available);

    /* EVENTS */

    /// @param eth WETH spent. @param lstFromPool LST bought. @param lstFromIssuer LST minted at par.
    event Bought(uint256 eth, uint256 lstFromPool, uint256 lstFromIssuer);
    /// @notice A leaver's slice was closed. @param eth WETH spent on LST for him. @param lstOut LST sent to the vault.
    /// @param pendingEth What is still requested, which stays with the others.
    event Unwound(uint256 fractionWad, uint256 eth, uint256 lstOut, uint256 pendingEth);

    /* OPERATIONS (encoded, never called) */

    /// @notice Asks the issuer to redeem LST that lies here. Refused while its queue is paused, below its minimum, and with too many open.
    /// @param lst LST in wei; `type(uint256).max` requests all.
    function request(uint256 lst) external;

    /// @notice Claims finalized requests; what they pay lies here as WETH.
    /// @param ids Open requests. @param hints Of each, see `ILidoRequests.openRequests`.
    function claim(uint256[] calldata ids, uint256[] calldata hints) external;

    /// @notice Acquires LST for WETH that lies here, at the better of pool and issuer. Refused without a live quote.
    /// @param eth WETH in wei; `type(uint256).max` spends all.
    /// @param minLst The caller's bound in LST wei; the oracle's bound holds as well, the tighter wins.
    function buyLst(uint256 eth, uint256 minLst) external;

    /* VIEWS */

    /// @notice The holder of the requests, see `ILidoRequests`.
    function requests() external view returns (address);
    function uniswapPool() external view returns (address);
    function weth() external view returns (address);

    /// @notice The worst purchase against the oracle's market rate.
    function maxSlippageBps() external view returns (uint16);
}
