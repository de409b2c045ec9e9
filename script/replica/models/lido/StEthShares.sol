// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IEip712StEth} from "./ILido.sol";
import {LidoSlots} from "./LidoSlots.sol";

/// @notice MODEL (ours, not Lido's code). The token half of stETH: balances are shares of the pooled ether, rounded down.
/// @dev Balances, allowances and nonces lie in slots 0, 1 and 2, as on mainnet. Reasons of refusal are mainnet's strings.
abstract contract StEthShares is IERC20 {
    using LidoSlots for bytes32;

    mapping(address account => uint256) private _shares;
    mapping(address owner => mapping(address spender => uint256)) private _allowances;
    mapping(address owner => uint256) private _nonces;

    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    uint256 private constant MAX_S = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    event TransferShares(address indexed from, address indexed to, uint256 sharesValue);
    event SharesBurnt(
        address indexed account, uint256 preRebaseTokenAmount, uint256 postRebaseTokenAmount, uint256 sharesAmount
    );
    event Stopped();
    event Resumed();

    function _totalEther() internal view virtual returns (uint256);

    /* TOKEN */

    function name() external pure returns (string memory) {
        return "Liquid staked Ether 2.0";
    }

    function symbol() external pure returns (string memory) {
        return "stETH";
    }

    function decimals() external pure returns (uint8) {
        return 18;
    }

    function totalSupply() external view returns (uint256) {
        return _totalEther();
    }

    function balanceOf(address account) external view returns (uint256) {
        return getPooledEthByShares(_shares[account]);
    }

    function allowance(address owner, address spender) external view returns (uint256) {
        return _allowances[owner][spender];
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        _transfer(msg.sender, to, amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        _spendAllowance(from, amount);
        _transfer(from, to, amount);
        return true;
    }

    function transferShares(address to, uint256 shares) external returns (uint256 amount) {
        _moveShares(msg.sender, to, shares);
        amount = getPooledEthByShares(shares);
        _emitTransfer(msg.sender, to, amount, shares);
    }

    function transferSharesFrom(address from, address to, uint256 shares) external returns (uint256 amount) {
        amount = getPooledEthByShares(shares);
        _spendAllowance(from, amount);
        _moveShares(from, to, shares);
        _emitTransfer(from, to, amount, shares);
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        _approve(msg.sender, spender, amount);
        return true;
    }

    function increaseAllowance(address spender, uint256 added) external returns (bool) {
        uint256 before = _allowances[msg.sender][spender];
        require(added <= type(uint256).max - before, "MATH_ADD_OVERFLOW");
        _approve(msg.sender, spender, before + added);
        return true;
    }

    function decreaseAllowance(address spender, uint256 subtracted) external returns (bool) {
        uint256 before = _allowances[msg.sender][spender];
        require(before >= subtracted, "ALLOWANCE_BELOW_ZERO");
        _approve(msg.sender, spender, before - subtracted);
        return true;
    }

    /* SHARES */

    function getTotalPooledEther() external view returns (uint256) {
        return _totalEther();
    }

    function getTotalShares() external view returns (uint256) {
        return _totalShares();
    }

    function sharesOf(address account) external view returns (uint256) {
        return _shares[account];
    }

    function getSharesByPooledEth(uint256 amount) public view returns (uint256) {
        require(amount < type(uint128).max, "ETH_TOO_LARGE");
        return amount * _totalShares() / _totalEther();
    }

    function getPooledEthByShares(uint256 shares) public view returns (uint256) {
        require(shares < type(uint128).max, "SHARES_TOO_LARGE");
        return shares * _totalEther() / _totalShares();
    }

    function getPooledEthBySharesRoundUp(uint256 shares) external view returns (uint256) {
        require(shares < type(uint128).max, "SHARES_TOO_LARGE");
        uint256 total = _totalShares();
        return (shares * _totalEther() + total - 1) / total;
    }

    /* PERMIT */

    function nonces(address owner) external view returns (uint256) {
        return _nonces[owner];
    }

    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return IEip712StEth(getEIP712StETH()).domainSeparatorV4(address(this));
    }

    function eip712Domain() external view returns (string memory, string memory, uint256, address) {
        return IEip712StEth(getEIP712StETH()).eip712Domain(address(this));
    }

    function getEIP712StETH() public view returns (address) {
        return address(uint160(LidoSlots.EIP712.read()));
    }

    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
    {
        require(block.timestamp <= deadline, "DEADLINE_EXPIRED");
        bytes32 content = keccak256(abi.encode(PERMIT_TYPEHASH, owner, spender, value, _nonces[owner]++, deadline));
        bytes32 digest = IEip712StEth(getEIP712StETH()).hashTypedDataV4(address(this), content);
        require(_isSignedBy(owner, digest, v, r, s), "INVALID_SIGNATURE");
        _approve(owner, spender, value);
    }

    function _isSignedBy(address owner, bytes32 digest, uint8 v, bytes32 r, bytes32 s) private view returns (bool) {
        if (owner.code.length != 0) {
            (bool ok, bytes memory answer) =
                owner.staticcall(abi.encodeCall(IERC1271.isValidSignature, (digest, abi.encodePacked(r, s, v))));
            return ok && answer.length == 32 && bytes32(answer) == bytes32(IERC1271.isValidSignature.selector);
        }
        require(uint256(s) <= MAX_S, "ECDSA: invalid signature 's' value");
        address signer = ecrecover(digest, v, r, s);
        require(signer != address(0), "ECDSA: invalid signature");
        return signer == owner;
    }

    /* INTERNAL */

    function isStopped() public view returns (bool) {
        return LidoSlots.ACTIVE.read() == 0;
    }

    function _whenNotStopped() internal view {
        require(!isStopped(), "CONTRACT_IS_STOPPED");
    }

    function _totalShares() internal view returns (uint256) {
        return LidoSlots.TOTAL_SHARES.readLow();
    }

    function _transfer(address from, address to, uint256 amount) private {
        uint256 shares = getSharesByPooledEth(amount);
        _moveShares(from, to, shares);
        _emitTransfer(from, to, amount, shares);
    }

    function _moveShares(address from, address to, uint256 shares) private {
        require(from != address(0), "TRANSFER_FROM_ZERO_ADDR");
        require(to != address(0), "TRANSFER_TO_ZERO_ADDR");
        require(to != address(this), "TRANSFER_TO_STETH_CONTRACT");
        _whenNotStopped();
        require(shares <= _shares[from], "BALANCE_EXCEEDED");
        _shares[from] -= shares;
        _shares[to] += shares;
    }

    function _approve(address owner, address spender, uint256 amount) internal {
        require(owner != address(0), "APPROVE_FROM_ZERO_ADDR");
        require(spender != address(0), "APPROVE_TO_ZERO_ADDR");
        _allowances[owner][spender] = amount;
        emit Approval(owner, spender, amount);
    }

    function _spendAllowance(address owner, uint256 amount) private {
        uint256 before = _allowances[owner][msg.sender];
        if (before == type(uint256).max) return;
        require(before >= amount, "ALLOWANCE_EXCEEDED");
        _approve(owner, msg.sender, before - amount);
    }

    function _mint(address to, uint256 shares) internal {
        require(to != address(0), "MINT_TO_ZERO_ADDR");
        require(to != address(this), "MINT_TO_STETH_CONTRACT");
        uint256 total = _totalShares() + shares;
        require(total <= type(uint128).max, "SHARES_OVERFLOW");
        LidoSlots.TOTAL_SHARES.writeLow(total);
        _shares[to] += shares;
    }

    function _burn(address from, uint256 shares) internal {
        require(shares <= _shares[from], "BALANCE_EXCEEDED");
        uint256 amountBefore = getPooledEthByShares(shares);
        LidoSlots.TOTAL_SHARES.writeLow(_totalShares() - shares);
        _shares[from] -= shares;
        emit SharesBurnt(from, amountBefore, getPooledEthByShares(shares), shares);
    }

    function _emitTransfer(address from, address to, uint256 amount, uint256 shares) internal {
        emit Transfer(from, to, amount);
        emit TransferShares(from, to, shares);
    }
}
