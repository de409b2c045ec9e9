// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IRouter} from "contracts/interfaces/IRouter.sol";
import {IWETH9} from "contracts/interfaces/IWETH9.sol";
import {IStEthShares} from "contracts/router/IStEthShares.sol";
import {IWithdrawalRequests} from "strategies/lido/interfaces/IWithdrawalRequests.sol";
import {IWstEthMint} from "strategies/lido/interfaces/IWstEthMint.sol";
import {IWstEthWrapper} from "strategies/lido/interfaces/IWstEthWrapper.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";
import {IUniswapV3SwapCallback} from "strategies/uniswap/interfaces/IUniswapV3SwapCallback.sol";

/// @title RouterConversions
/// @notice Turns exact amounts of one form of ether into another. What else lies in the router is neither used nor counted.
abstract contract RouterConversions is IRouter, ReentrancyGuardTransient, IUniswapV3SwapCallback {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;
    using SafeCast for int256;

    /// @dev The lower end of Uniswap's price range, one inside.
    uint160 private constant MIN_SQRT_PRICE = 4295128740;

    uint256 private constant ROUNDING = 2;

    IERC20 internal immutable LST;
    IStEthShares internal immutable STETH;
    IWETH9 internal immutable WETH;
    IUniswapV3Pool private immutable POOL;
    IWithdrawalRequests private immutable QUEUE;

    /// @dev Whether a sale of ours is under way in this transaction; the callback is taken in nothing else.
    bool private transient _selling;

    constructor(address lst, address weth, address uniswapPool, address withdrawalQueue) {
        LST = IERC20(lst);
        STETH = IStEthShares(IWstEthMint(payable(lst)).stETH());
        WETH = IWETH9(weth);
        POOL = IUniswapV3Pool(uniswapPool);
        QUEUE = IWithdrawalRequests(withdrawalQueue);
        require(POOL.token0() == lst, TokenNotTaken(POOL.token0()));
        require(POOL.token1() == weth, TokenNotTaken(POOL.token1()));
    }

    /// @dev Ether comes here from unwrapping WETH; a user's comes with `depositEth`.
    receive() external payable {
        require(msg.sender == address(WETH), UnexpectedCaller(msg.sender));
    }

    /// @inheritdoc IUniswapV3SwapCallback
    function uniswapV3SwapCallback(int256 amount0Delta, int256, bytes calldata) external {
        require(msg.sender == address(POOL) && _selling, UnexpectedCaller(msg.sender));
        LST.safeTransfer(address(POOL), amount0Delta.toUint256());
    }

    /* INTERNAL */

    /// @dev The amount is rounded up, so that the issuer, who rounds it down, takes every share: none stays here, nor any approval.
    function _wrap(uint256 stEthShares) internal returns (uint256 lst) {
        uint256 stEth = STETH.getPooledEthBySharesRoundUp(stEthShares);
        IERC20(address(STETH)).forceApprove(address(LST), stEth);
        return IWstEthWrapper(address(LST)).wrap(stEth);
    }

    function _unwrapAndStake(uint256 weth) internal returns (uint256 lst) {
        WETH.withdraw(weth);
        return _stake(weth);
    }

    function _stake(uint256 eth) internal returns (uint256 lst) {
        uint256 held = LST.balanceOf(address(this));
        Address.sendValue(payable(address(LST)), eth);
        return LST.balanceOf(address(this)) - held;
    }

    /// @dev Shares are sent on, since an amount of stETH would leave one here where it rounds.
    function _unwrap(uint256 lst, address receiver) internal returns (uint256 stEth) {
        uint256 held = STETH.sharesOf(address(this));
        IWstEthWrapper(address(LST)).unwrap(lst);
        return STETH.transferShares(receiver, STETH.sharesOf(address(this)) - held);
    }

    function _sell(uint256 lst, address receiver) internal returns (uint256 weth) {
        _selling = true;
        (int256 sold, int256 bought) = POOL.swap(receiver, true, lst.toInt256(), MIN_SQRT_PRICE, "");
        _selling = false;
        require(sold.toUint256() == lst, SaleIncomplete(lst, sold.toUint256()));
        return (-bought).toUint256();
    }

    /// @dev In as few requests as the issuer's maximum allows, of equal size, so that none is too small.
    function _request(uint256 lst, address receiver) internal returns (uint256[] memory) {
        uint256 stEth = IWstEthWrapper(address(LST)).getStETHByWstETH(lst);
        // Parts of an amount may be worth a wei more than their part of its worth.
        uint256 most = QUEUE.MAX_STETH_WITHDRAWAL_AMOUNT() - ROUNDING;
        uint256[] memory amounts = new uint256[](Math.ceilDiv(stEth, most));
        uint256 left = lst;
        for (uint256 i; i < amounts.length; ++i) {
            amounts[i] = left / (amounts.length - i);
            left -= amounts[i];
        }
        LST.forceApprove(address(QUEUE), lst);
        return QUEUE.requestWithdrawalsWstETH(amounts, receiver);
    }
}
