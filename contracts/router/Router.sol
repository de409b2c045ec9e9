// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {IPermit2} from "contracts/interfaces/IPermit2.sol";
import {IRouter} from "contracts/interfaces/IRouter.sol";
import {RouterConversions} from "contracts/router/RouterConversions.sol";

/// @title Router
/// @notice Ways into and out of one wstETH vault in other forms of ether.
///
/// ASSUMPTIONS
/// - The vault's asset is wstETH: ether sent to it is staked at par, and it wraps shares of stETH one to one. A share is worth a wei or more.
/// - The vault, Lido, WETH, Permit2 and the Uniswap pool of wstETH and WETH are the ones that it was built with; nothing can be changed. The
///   constructor holds the pool's tokens to the vault's; whose pool it is, and the other addresses, are read back by who deploys.
///
/// ACCOUNTING
/// - Nothing stays here between calls, nor any approval: what comes in goes into the vault or out to the receiver in the same call. Each call moves
///   what came with it and no more, so that what strangers send here changes nothing for anybody; it is lost to all.
///
/// ROUNDING
/// - The vault's and Lido's: a wei of stETH may stay with its owner on the way in, or with the issuer on the way out. The caller's minimum is checked against what the receiver gets.
///
/// LOSSES
/// - Only `redeemToWeth` trades. Its price is the pool's of the moment, and the caller's minimum is the only bound.
///
/// LIVENESS
/// - In: as the vault's `deposit`, and Lido must take stake. Out: as the vault's `redeem`.
///
/// WHO CAN DO WHAT
/// - Anyone, with what is his own: every function moves tokens of its caller and of nobody else.
contract Router is RouterConversions {
    using SafeERC20 for IERC20;

    IERC4626 private immutable VAULT;
    IPermit2 private immutable PERMIT2;

    /// @param vault_ A vault over wstETH. @param uniswapPool Pool of wstETH (token0) and WETH (token1).
    /// @param withdrawalQueue Lido's.
    constructor(address vault_, address weth, address uniswapPool, address withdrawalQueue, address permit2)
        RouterConversions(IERC4626(vault_).asset(), weth, uniswapPool, withdrawalQueue)
    {
        VAULT = IERC4626(vault_);
        PERMIT2 = IPermit2(permit2);
    }

    modifier canReceive(address receiver) {
        require(receiver != address(0) && receiver != address(this), ReceiverRefused(receiver));
        _;
    }

    /* IN */

    /// @inheritdoc IRouter
    function deposit(uint256 lst, address receiver, uint256 minShares) external nonReentrant returns (uint256 shares) {
        _take(LST, lst);
        return _deposit(lst, receiver, minShares);
    }

    /// @inheritdoc IRouter
    function depositStEth(uint256 stEth, address receiver, uint256 minShares)
        external
        nonReentrant
        returns (uint256 shares)
    {
        uint256 held = STETH.sharesOf(address(this));
        _take(IERC20(address(STETH)), stEth);
        return _deposit(_wrap(STETH.sharesOf(address(this)) - held), receiver, minShares);
    }

    /// @inheritdoc IRouter
    function depositWeth(uint256 weth, address receiver, uint256 minShares)
        external
        nonReentrant
        returns (uint256 shares)
    {
        _take(WETH, weth);
        return _deposit(_unwrapAndStake(weth), receiver, minShares);
    }

    /// @inheritdoc IRouter
    function depositEth(address receiver, uint256 minShares) external payable nonReentrant returns (uint256 shares) {
        require(msg.value != 0, ZeroAmount());
        return _deposit(_stake(msg.value), receiver, minShares);
    }

    /// @inheritdoc IRouter
    function depositWithPermit2(
        IPermit2.PermitTransferFrom calldata permit,
        bytes calldata signature,
        address receiver,
        uint256 minShares
    ) external nonReentrant returns (uint256 shares) {
        (address token, uint256 amount) = (permit.permitted.token, permit.permitted.amount);
        bool isStEth = token == address(STETH);
        require(isStEth || token == address(LST) || token == address(WETH), TokenNotTaken(token));
        require(amount != 0, ZeroAmount());
        uint256 held = isStEth ? STETH.sharesOf(address(this)) : 0;
        PERMIT2.permitTransferFrom(
            permit,
            IPermit2.SignatureTransferDetails({to: address(this), requestedAmount: amount}),
            msg.sender,
            signature
        );
        uint256 lst = amount;
        if (isStEth) lst = _wrap(STETH.sharesOf(address(this)) - held);
        if (token == address(WETH)) lst = _unwrapAndStake(amount);
        return _deposit(lst, receiver, minShares);
    }

    /* OUT */

    /// @inheritdoc IRouter
    function redeem(uint256 shares, address receiver, uint256 minLst)
        external
        nonReentrant
        canReceive(receiver)
        returns (uint256 lst)
    {
        lst = VAULT.redeem(shares, receiver, msg.sender);
        _requireAtLeast(lst, minLst);
    }

    /// @inheritdoc IRouter
    function redeemToStEth(uint256 shares, address receiver, uint256 minStEth)
        external
        nonReentrant
        canReceive(receiver)
        returns (uint256 stEth)
    {
        stEth = _unwrap(_redeem(shares), receiver);
        _requireAtLeast(stEth, minStEth);
    }

    /// @inheritdoc IRouter
    function redeemToWeth(uint256 shares, address receiver, uint256 minWeth)
        external
        nonReentrant
        canReceive(receiver)
        returns (uint256 weth)
    {
        weth = _sell(_redeem(shares), receiver);
        _requireAtLeast(weth, minWeth);
    }

    /// @inheritdoc IRouter
    function redeemToWithdrawalRequests(uint256 shares, address receiver, uint256 minLst)
        external
        nonReentrant
        canReceive(receiver)
        returns (uint256[] memory requestIds)
    {
        uint256 lst = _redeem(shares);
        _requireAtLeast(lst, minLst);
        return _request(lst, receiver);
    }

    /* WITH THEM */

    /// @inheritdoc IRouter
    function selfPermit(address token, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external {
        try IERC20Permit(token).permit(msg.sender, address(this), value, deadline, v, r, s) {}
        catch (bytes memory reason) {
            // Whoever saw the signature in the mempool may have used it; what it allowed is then there.
            if (IERC20(token).allowance(msg.sender, address(this)) < value) {
                assembly ("memory-safe") {
                    revert(add(reason, 32), mload(reason))
                }
            }
        }
    }

    /// @inheritdoc IRouter
    function multicall(bytes[] calldata calls) external returns (bytes[] memory results) {
        results = new bytes[](calls.length);
        for (uint256 i; i < calls.length; ++i) {
            results[i] = Address.functionDelegateCall(address(this), calls[i]);
        }
    }

    /* INTERNAL */

    function _take(IERC20 token, uint256 amount) private {
        require(amount != 0, ZeroAmount());
        token.safeTransferFrom(msg.sender, address(this), amount);
    }

    function _deposit(uint256 lst, address receiver, uint256 minShares)
        private
        canReceive(receiver)
        returns (uint256 shares)
    {
        LST.forceApprove(address(VAULT), lst);
        shares = VAULT.deposit(lst, receiver);
        _requireAtLeast(shares, minShares);
    }

    function _redeem(uint256 shares) private returns (uint256 lst) {
        return VAULT.redeem(shares, address(this), msg.sender);
    }

    function _requireAtLeast(uint256 received, uint256 minimum) private pure {
        require(received >= minimum, ReceivedUnderMinimum(received, minimum));
    }
}
